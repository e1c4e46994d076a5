/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SquaredDistance;

/** Labels of the blocks of a store, k classes. */
final class ForkJoinAssignment implements Assignment {
  private final ForkJoinSamples samples;

  /** By frame. */
  private final List<ClassSums> sums;

  private boolean labelled;

  ForkJoinAssignment(ForkJoinSamples samples, int k) {
    this.samples = samples;
    sums =
        samples.frames().stream()
            .map(
                frame ->
                    samples.type().isInteger()
                        ? new IntegerSums(samples.type(), k, frame)
                        : new FloatSums(k, frame))
            .toList();
    samples.storedBlocks().forEach(StoredBlock::clearLabels);
  }

  @Override
  public Step step(double[][] centroids, Progress progress) throws IOException {
    double[][] whitened = samples.space().whitened(centroids);
    double meanSquare = samples.meanSquare();
    List<CenteredCentroids> centered =
        samples.frames().stream()
            .map(frame -> new CenteredCentroids(whitened, frame, meanSquare))
            .toList();
    List<StoredBlock> blocks = samples.storedBlocks();
    Supplier<StepWorker> worker = () -> new StepWorker(whitened, centered);
    List<StepWorker> workers =
        samples
            .workers()
            .forEach(blocks.size(), progress, worker, (w, i) -> w.assign(i, blocks.get(i)));
    for (int f = 0; f < sums.size(); f++) {
      int frame = f;
      sums.get(f).add(workers.stream().map(w -> w.collectors.get(frame)).toList());
    }
    labelled = true;
    long changed = workers.stream().mapToLong(w -> w.changed).sum();
    return samples.step(changed, sums, centroids);
  }

  @Override
  public void readLabels(int block, byte[] cells) {
    if (!labelled) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
    samples.readLabels(block, cells);
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    if (!labelled) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
    return samples.statistics(signatures, progress);
  }

  /** What one thread does in a step. */
  private final class StepWorker {
    private final double[][] whitened;
    private final List<CenteredCentroids> centered;
    private final Chunk chunk = samples.newChunk();
    private final List<ClassSums.Collector> collectors =
        sums.stream().map(ClassSums::newCollector).toList();
    private final boolean plain = samples.space().isPlain();
    private final double[] stored = new double[samples.bands()];
    private final double[] place = plain ? stored : new double[samples.bands()];
    private long changed;

    /**
     * @param whitened centroids where distances are Euclidean
     * @param centered the same for the kernel, by frame
     */
    StepWorker(double[][] whitened, List<CenteredCentroids> centered) {
      this.whitened = whitened;
      this.centered = centered;
    }

    void assign(int index, StoredBlock block) {
      int number = samples.frameOf(block);
      Frame frame = samples.frames().get(number);
      float bound = centered.get(number).leadBound(block.reach(frame.center()));
      ClassSums.Collector collector = collectors.get(number);
      long before = changed;
      for (int from = 0; from < block.count; from += chunk.capacity) {
        chunk.load(block, from, frame.center());
        int close = chunk.findNearest(centered.get(number), bound);
        for (int c = 0; c < close; c++) {
          int i = chunk.close[c];
          chunk.label[i] = (byte) nearest(i, frame);
        }
        changed += follow(collector);
      }
      collector.endBlock(index, block, changed - before);
    }

    /** Moves the samples of the chunk whose label changed; returns how many those are. */
    private int follow(ClassSums.Collector collector) {
      int moved;
      if (chunk.hadLabels()) {
        moved = chunk.findChanged();
        if (moved > 0) {
          collector.move(chunk, moved);
        }
      } else {
        moved = chunk.size();
        collector.addAll(chunk);
      }
      if (moved > 0) {
        chunk.storeLabels();
      }
      return moved;
    }

    private int nearest(int i, Frame frame) {
      chunk.sample(i, stored);
      if (!plain) {
        frame.whitening().apply(stored, place);
      }
      return SquaredDistance.nearest(place, whitened);
    }
  }
}
