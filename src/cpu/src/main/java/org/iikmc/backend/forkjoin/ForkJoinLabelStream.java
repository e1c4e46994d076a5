/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.NearestSignature;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.ValidityMask;

/**
 * Labels blocks on all threads, some of them ahead of the one that is read. The figures of the
 * blocks are added in their order, so that they do not depend on the threads.
 */
final class ForkJoinLabelStream implements LabelStream {
  /** Blocks under way for each thread: one in work, one done. */
  private static final int AHEAD = 2;

  private final SampleSource source;
  private final List<? extends SampleSource.Block> blocks;
  private final NearestSignature nearest;
  private final BlockWorkers workers;
  private final Progress progress;
  private final int most;
  private final Map<Integer, BlockWorkers.Running<Labelled>> running = new HashMap<>();
  private final BitSet begun = new BitSet();

  /** Of the blocks whose turn it is not yet. */
  private final Map<Integer, ClassFigures> early = new HashMap<>();

  /** Number of samples of each block that was read. */
  private final int[] counts;

  private final SpectralSpace space;
  private final ClassFigures[] ofScenes;
  private final ClassFigures all;
  private int added;

  /** What is known of a block. */
  private record Labelled(ValidityMask mask, NearestSignature.Labelled samples) {}

  ForkJoinLabelStream(
      SampleSource source,
      double[][] signatures,
      SpectralSpace space,
      BlockWorkers workers,
      Progress progress) {
    this.source = source;
    blocks = source.blocks();
    counts = new int[blocks.size()];
    nearest = new NearestSignature(signatures, space);
    this.space = space;
    this.workers = workers;
    this.progress = progress;
    most = AHEAD * workers.threads();
    all = new ClassFigures(signatures.length, source.bands());
    ofScenes = new ClassFigures[source.scenes()];
    Arrays.setAll(ofScenes, scene -> new ClassFigures(signatures.length, source.bands()));
  }

  @Override
  public void readLabels(int block, byte[] cells) throws IOException {
    progress.checkCanceled();
    begin(block);
    for (int next = begun.nextClearBit(block);
        next < blocks.size() && running.size() < most;
        next = begun.nextClearBit(next)) {
      begin(next);
    }
    Labelled labelled = running.remove(block).result();
    labelled.mask().spread(labelled.samples().labels(), cells);
    counts[block] = labelled.mask().count();
    early.put(block, labelled.samples().figures());
    addThoseInTurn();
  }

  private void begin(int block) {
    if (!begun.get(block)) {
      begun.set(block);
      running.put(block, workers.run(() -> label(blocks.get(block))));
    }
  }

  private Labelled label(SampleSource.Block block) throws IOException {
    progress.checkCanceled();
    SampleBlock samples = block.open();
    samples.glimpse().ifPresent(source::take);
    return new Labelled(samples.mask(), nearest.label(block.scene(), samples));
  }

  private void addThoseInTurn() {
    for (ClassFigures next = early.remove(added); next != null; next = early.remove(added)) {
      ofScenes[blocks.get(added).scene()].add(next);
      all.add(next);
      added++;
    }
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
    double[][] rows = new double[ordinals.length][];
    List<Integer> wanted = new ArrayList<>();
    int[] starts = new int[blocks.size() + 1];
    long[] firsts = new long[blocks.size() + 1];
    for (int block = 0, next = 0; block < blocks.size(); block++) {
      firsts[block + 1] = firsts[block] + counts[block];
      while (next < ordinals.length && ordinals[next] < firsts[block + 1]) {
        next++;
      }
      starts[block + 1] = next;
      if (next > starts[block]) {
        wanted.add(block);
      }
    }
    Objects.checkFromToIndex(0, ordinals.length, starts[blocks.size()]);
    workers.forEach(
        wanted.size(),
        progress,
        () -> null,
        (none, i) -> {
          int block = wanted.get(i);
          SampleBlock samples = blocks.get(block).open();
          for (int row = starts[block]; row < starts[block + 1]; row++) {
            rows[row] = row(block, samples, (int) (ordinals[row] - firsts[block]));
          }
        });
    return rows;
  }

  private double[] row(int block, SampleBlock samples, int i) {
    double[] row = new double[space.bands()];
    for (int b = 0; b < row.length; b++) {
      row[b] = samples.type().get(samples.bands()[b], i);
    }
    return space.harmonization(blocks.get(block).scene()).of(row);
  }

  /** Waits for the blocks in work: whoever reads them may be closed next. */
  @Override
  public void close() {
    running.values().forEach(BlockWorkers.Running::cancel);
    for (BlockWorkers.Running<Labelled> each : running.values()) {
      try {
        each.result();
      } catch (IOException | RuntimeException | Error e) {
        // nobody wants this block any more
      }
    }
    workers.close();
  }
}
