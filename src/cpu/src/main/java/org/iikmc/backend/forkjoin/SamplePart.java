/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.Glimpse;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.ValidityMask;

/**
 * Some blocks in a row of a source, whole {@linkplain BlockRuns runs} of it, on the heap of one JVM
 * of several that have the source between them. What parts find is put together by a {@link
 * SampleHead}, and does not depend on how the source was shared out.
 *
 * <p>A part can be sent and put away, and then has lost its labels. All work is done by the calling
 * thread; for use by one thread at a time.
 */
public final class SamplePart implements Serializable {
  private static final long serialVersionUID = 1;

  private final SampleType type;
  private final int bands;
  private final HeldBlocks blocks;

  private SamplePart(SampleType type, int bands, HeldBlocks blocks) {
    this.type = type;
    this.bands = bands;
    this.blocks = blocks;
  }

  /**
   * Reads blocks.
   *
   * @param sources those of the part
   * @param runs number of the run of each of them
   * @param glimpses receives what the source wants to know of them
   * @param progress asked whether to go on, and told of the cells
   */
  public static SamplePart read(
      List<? extends SampleSource.Block> sources,
      int[] runs,
      SampleType type,
      int bands,
      Consumer<Glimpse> glimpses,
      Progress progress)
      throws IOException {
    List<ValidityMask> masks = new ArrayList<>();
    List<List<StoredBlock>> stored = new ArrayList<>();
    long cells = sources.stream().mapToLong(SampleSource.Block::cells).sum();
    long done = 0;
    for (int i = 0; i < runs.length; i++) {
      progress.checkCanceled();
      SampleBlock block = sources.get(i).open();
      block.glimpse().ifPresent(glimpses);
      masks.add(block.mask());
      stored.add(PixelStore.onHeapAll(block, sources.get(i).scene(), runs[i]));
      done += sources.get(i).cells();
      progress.report(Progress.Stage.READ, done, cells);
    }
    return new SamplePart(type, bands, new HeldBlocks(masks, stored));
  }

  /** What is known of the stored blocks, by block of the source. */
  public List<List<BlockFacts>> facts() {
    return blocks.ofSource().stream()
        .map(stored -> stored.stream().map(block -> block.facts).toList())
        .toList();
  }

  /** Number of samples. */
  public long count() {
    return blocks.count();
  }

  /**
   * Samples as they are stored.
   *
   * @param some numbers of stored blocks of this part
   * @param wanted numbers in each of these blocks
   * @return for each block one row of bands for each
   */
  public double[][][] rows(int[] some, int[][] wanted) {
    List<StoredBlock> all = blocks.all();
    double[][][] rows = new double[some.length][][];
    Arrays.setAll(rows, i -> HeldBlocks.rows(all.get(some[i]), wanted[i]));
    return rows;
  }

  /**
   * Samples as they are stored.
   *
   * @param sourceBlock number among the source's blocks of this part
   * @param cells of it
   * @return one row of bands for each; null where there is no sample
   */
  public double[][] at(int sourceBlock, int[] cells) {
    return blocks.at(sourceBlock, cells);
  }

  /**
   * The samples of this part as they are computed with.
   *
   * @param frames all of the samples that take part, here and elsewhere
   * @param space of the scenes that take part
   * @param firstScene number of the first of them
   */
  public Framed framed(List<Frame> frames, SpectralSpace space, int firstScene) {
    return new Framed(frames, space, firstScene);
  }

  /** The samples of those scenes of this part that take part in something. */
  public final class Framed {
    private final LocalBlocks local;
    private final SpectralSpace space;
    private final int firstOfAll;
    private final int endOfOwn;

    private Framed(List<Frame> frames, SpectralSpace all, int firstScene) {
      firstOfAll = firstScene;
      List<StoredBlock> taking =
          blocks.all().stream()
              .filter(block -> block.facts.scene() >= firstScene)
              .filter(block -> block.facts.scene() < firstScene + all.scenes())
              .toList();
      int from = taking.isEmpty() ? firstScene : taking.get(0).facts.scene();
      int to = taking.isEmpty() ? from : taking.get(taking.size() - 1).facts.scene() + 1;
      endOfOwn = to;
      space = all.scenes(from - firstScene, to - firstScene);
      boolean byScene = !all.isPlain();
      local =
          new LocalBlocks(
              type,
              bands,
              taking,
              byScene ? frames.subList(from - firstScene, to - firstScene) : frames,
              byScene,
              from,
              KernelChoice.probe(),
              LeafPolicy.MEASURED,
              bytes -> true,
              BlockWorkers.ofCaller());
    }

    /** {@link SamplePasses#products} of these samples. */
    public Map<Integer, double[][]> products() throws IOException {
      return new MomentsPass(local).run();
    }

    /** {@link SamplePasses#range} of these samples. */
    public double[][] range() {
      return RangePass.of(local.blocks(), space, local.firstScene());
    }

    /** Starts labelling the samples anew. */
    public Labels assign(int k) {
      return new Labels(k);
    }

    /** Labels of these samples, until they are assigned anew. */
    public final class Labels {
      private final BlockAssignment labels;

      private Labels(int k) {
        labels = new BlockAssignment(local, k);
      }

      /**
       * Labels each sample with the nearest of the centroids.
       *
       * @param whitened centroids where distances are Euclidean; kept
       * @param meanSquare {@link SampleHead#meanSquare}
       * @return how many samples changed their label
       */
      public long step(double[][] whitened, double meanSquare, Progress progress)
          throws IOException {
        return labels.step(whitened, meanSquare, progress);
      }

      /** Totals of the stored values by the number of their frame among all. */
      public Map<Integer, PartialTotals> totals() {
        Map<Integer, PartialTotals> totals = new HashMap<>();
        List<PartialTotals> own = labels.totals();
        int first = local.byScene() ? local.firstScene() - firstOfAll : 0;
        for (int f = 0; f < own.size(); f++) {
          totals.put(first + f, own.get(f));
        }
        return totals;
      }

      /**
       * The figures of each run, under the labels of the last step.
       *
       * @param all the space in which they are seen, of all scenes that take part
       */
      public Map<Integer, ClassFigures> figures(
          SpectralSpace all, double[][] signatures, Progress progress) throws IOException {
        SpectralSpace own = all.scenes(local.firstScene() - firstOfAll, endOfOwn - firstOfAll);
        return new StatisticsPass(local, own, signatures).run(progress);
      }

      /**
       * The labels of one of the source's blocks of this part, as a map wants them.
       *
       * @param cells receives 1…k in each valid cell and 0 in the others, from its start
       */
      public void read(int sourceBlock, byte[] cells) {
        blocks.readLabels(sourceBlock, cells);
      }
    }
  }
}
