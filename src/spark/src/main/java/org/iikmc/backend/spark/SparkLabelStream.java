/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.Glimpse;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.NearestSignature;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.ScatteredLabels;
import org.iikmc.kmeans.SpectralSpace;

/**
 * Labels blocks on the executors, as many groups of them at a time as there are cores. The figures
 * of the blocks are added in their order, so that they do not depend on the executors.
 */
final class SparkLabelStream implements LabelStream, ScatteredLabels {
  /** In one task: the driver holds the labels of so many for each core. */
  private static final int BLOCKS = 16;

  private final JavaSparkContext spark;
  private final SampleSource source;
  private final List<? extends SampleSource.Block> blocks;
  private final int cores;
  private final Broadcast<Packed<NearestSignature>> nearest;
  private final SpectralSpace space;
  private final Progress progress;
  private final Map<Integer, Labelled> ahead = new HashMap<>();
  private final TreeMap<Integer, ClassFigures> early = new TreeMap<>();
  private final int[] counts;
  private final ClassFigures[] ofScenes;
  private final ClassFigures all;
  private int added;

  /** What is known of a block that was labelled. */
  private record About(int count, ClassFigures figures, List<Glimpse> glimpse)
      implements Serializable {}

  /**
   * A block that was labelled.
   *
   * @param cells its labels, as a map wants them
   */
  private record Labelled(byte[] cells, About about) implements Serializable {
    static Labelled of(SampleSource.Block block, NearestSignature nearest) throws IOException {
      SampleBlock samples = block.open();
      NearestSignature.Labelled labelled = nearest.label(block.scene(), samples);
      byte[] cells = new byte[block.cells()];
      samples.mask().spread(labelled.labels(), cells);
      List<Glimpse> glimpse = samples.glimpse().map(List::of).orElse(List.of());
      return new Labelled(cells, new About(samples.count(), labelled.figures(), glimpse));
    }
  }

  /**
   * Samples of a block.
   *
   * @param samples their numbers
   */
  private record Asked(SampleSource.Block block, int[] samples) implements Serializable {
    /** As they are stored. */
    double[][] rows() throws IOException {
      SampleBlock read = block.open();
      double[][] rows = new double[samples.length][read.bands().length];
      for (int i = 0; i < samples.length; i++) {
        for (int b = 0; b < read.bands().length; b++) {
          rows[i][b] = read.type().get(read.bands()[b], samples[i]);
        }
      }
      return rows;
    }
  }

  SparkLabelStream(
      JavaSparkContext spark,
      SampleSource source,
      int cores,
      double[][] signatures,
      SpectralSpace space,
      Progress progress)
      throws IOException {
    this.spark = spark;
    this.source = source;
    this.space = space;
    this.progress = progress;
    blocks = source.blocks();
    this.cores = cores;
    nearest = spark.broadcast(Packed.of(new NearestSignature(signatures, space)));
    counts = new int[blocks.size()];
    all = new ClassFigures(signatures.length, source.bands());
    ofScenes = new ClassFigures[source.scenes()];
    Arrays.setAll(ofScenes, scene -> new ClassFigures(signatures.length, source.bands()));
  }

  @Override
  public void readLabels(int block, byte[] cells) throws IOException {
    progress.checkCanceled();
    if (!ahead.containsKey(block)) {
      label(block);
    }
    Labelled labelled = ahead.remove(block);
    System.arraycopy(labelled.cells(), 0, cells, 0, labelled.cells().length);
    add(block, labelled.about());
  }

  /** A block may come twice, with two pieces. */
  private void add(int block, About about) {
    if (block < added || early.containsKey(block)) {
      return;
    }
    about.glimpse().forEach(source::take);
    counts[block] = about.count();
    early.put(block, about.figures());
    while (!early.isEmpty() && early.firstKey() == added) {
      ClassFigures next = early.remove(added);
      ofScenes[blocks.get(added).scene()].add(next);
      all.add(next);
      added++;
    }
  }

  @Override
  public <P extends Serializable> void forEach(
      List<Integer> scenes, IntFunction<? extends Work<P>> works, Taker<P> taker, Progress told)
      throws IOException {
    Broadcast<Packed<NearestSignature>> sent = nearest;
    int[] firsts = new int[source.scenes() + 1];
    for (SampleSource.Block block : blocks) {
      firsts[block.scene() + 1]++;
    }
    Arrays.parallelPrefix(firsts, Integer::sum);
    List<Integer> starts = SceneBatches.of(scenes, blocks);
    for (int batch = 0; batch + 1 < starts.size(); batch++) {
      int from = starts.get(batch);
      List<PieceWork<P>> asked = new ArrayList<>();
      List<Integer> sceneOf = new ArrayList<>();
      for (int i = from; i < starts.get(batch + 1); i++) {
        Work<P> work = works.apply(i);
        List<? extends SampleSource.Block> ofScene =
            blocks.subList(firsts[scenes.get(i)], blocks.size());
        List<int[]> pieces = work.pieces();
        for (int piece = 0; piece < pieces.size(); piece++) {
          asked.add(PieceWork.of(work, piece, pieces.get(piece), ofScene));
          sceneOf.add(i);
        }
      }
      List<Done<P>> done = map("maps of scenes", asked, piece -> piece.run(sent.value().value()));
      Map<Integer, List<P>> byScene = new TreeMap<>();
      for (int p = 0; p < done.size(); p++) {
        int first = firsts[scenes.get(sceneOf.get(p))];
        done.get(p).about().forEach((block, about) -> add(first + block, about));
        byScene.computeIfAbsent(sceneOf.get(p), s -> new ArrayList<>()).add(done.get(p).result());
      }
      for (Map.Entry<Integer, List<P>> scene : byScene.entrySet()) {
        taker.take(scene.getKey(), scene.getValue());
      }
    }
  }

  /** The blocks of a piece by their number in the scene, and what is done with their labels. */
  private record PieceWork<P extends Serializable>(
      HashMap<Integer, SampleSource.Block> blocks, Work<P> work, int piece)
      implements Serializable {
    /**
     * @param needed numbers of blocks
     * @param ofScene blocks from the first of the scene on
     */
    static <P extends Serializable> PieceWork<P> of(
        Work<P> work, int piece, int[] needed, List<? extends SampleSource.Block> ofScene) {
      HashMap<Integer, SampleSource.Block> blocks = new HashMap<>();
      for (int block : needed) {
        blocks.put(block, ofScene.get(block));
      }
      return new PieceWork<>(blocks, work, piece);
    }

    Done<P> run(NearestSignature nearest) throws IOException {
      HashMap<Integer, About> about = new HashMap<>();
      Progress task = new ExecutorProgress();
      P result =
          work.run(
              piece,
              (block, cells) -> {
                task.checkCanceled();
                Labelled labelled = Labelled.of(blocks.get(block), nearest);
                System.arraycopy(labelled.cells(), 0, cells, 0, labelled.cells().length);
                about.put(block, labelled.about());
              });
      return new Done<>(result, about);
    }
  }

  /** What came of a piece, and what is known of its blocks. */
  private record Done<P extends Serializable>(P result, HashMap<Integer, About> about)
      implements Serializable {}

  /** Labels a block and those after it. */
  private void label(int first) throws IOException {
    Broadcast<Packed<NearestSignature>> sent = nearest;
    List<Labelled> labelled =
        map(
            "label pixels",
            blocks.subList(first, Math.min(blocks.size(), first + cores * BLOCKS)),
            block -> Labelled.of(block, sent.value().value()));
    for (int i = 0; i < labelled.size(); i++) {
      ahead.put(first + i, labelled.get(i));
    }
  }

  /** Does something with each of some things, a task for each core. */
  private <Q extends Serializable, A> List<A> map(
      String name, List<? extends Q> things, Function<Q, A> work) throws IOException {
    List<Packed<ArrayList<Q>>> packed = new ArrayList<>();
    int size = (things.size() + cores - 1) / cores;
    for (int from = 0; from < things.size(); from += size) {
      packed.add(
          Packed.of(new ArrayList<>(things.subList(from, Math.min(things.size(), from + size)))));
    }
    List<Packed<A>> results =
        new SparkJobs(spark)
            .run(
                name,
                progress,
                () ->
                    spark
                        .parallelize(packed, Math.max(1, packed.size()))
                        .flatMap(
                            some -> {
                              Progress task = new ExecutorProgress();
                              List<Packed<A>> done = new ArrayList<>();
                              for (Q thing : some.open()) {
                                task.checkCanceled();
                                done.add(Packed.of(work.call(thing)));
                              }
                              return done.iterator();
                            })
                        .collect());
    List<A> opened = new ArrayList<>();
    for (Packed<A> result : results) {
      opened.add(result.open());
    }
    return opened;
  }

  @Override
  public LabelStatistics statistics() {
    if (added < blocks.size()) {
      throw new IllegalStateException("Block " + added + " has not been read.");
    }
    return ClassFigures.statistics(ofScenes, all);
  }

  @Override
  public double[][] gather(long[] ordinals) throws IOException {
    List<Asked> asked = new ArrayList<>();
    List<Integer> scenes = new ArrayList<>();
    long first = 0;
    int next = 0;
    for (int block = 0; block < counts.length && next < ordinals.length; block++) {
      int start = next;
      while (next < ordinals.length && ordinals[next] < first + counts[block]) {
        next++;
      }
      if (next > start) {
        int[] samples = new int[next - start];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (int) (ordinals[start + i] - first);
        }
        asked.add(new Asked(blocks.get(block), samples));
        scenes.add(blocks.get(block).scene());
      }
      first += counts[block];
    }
    Objects.checkFromToIndex(0, ordinals.length, next);
    List<double[]> rows = new ArrayList<>();
    List<double[][]> found = map("some pixels", asked, Asked::rows);
    for (int i = 0; i < found.size(); i++) {
      AffineMap map = space.harmonization(scenes.get(i));
      Arrays.stream(found.get(i)).map(map::of).forEach(rows::add);
    }
    return rows.toArray(double[][]::new);
  }

  @Override
  public void close() {
    nearest.destroy();
  }
}
