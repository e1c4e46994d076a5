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
  private final ClassSums sums;
  private boolean labelled;

  ForkJoinAssignment(ForkJoinSamples samples, int k) {
    this.samples = samples;
    sums =
        samples.type().isInteger()
            ? new IntegerSums(k, samples.center())
            : new FloatSums(k, samples.center(), samples.storedBlocks());
    samples.storedBlocks().forEach(StoredBlock::clearLabels);
  }

  @Override
  public Step step(double[][] centroids, Progress progress) throws IOException {
    CenteredCentroids centered = new CenteredCentroids(centroids, samples.center());
    List<StoredBlock> blocks = samples.storedBlocks();
    Supplier<StepWorker> worker = () -> new StepWorker(centroids, centered);
    List<StepWorker> workers =
        samples
            .workers()
            .forEach(blocks.size(), progress, worker, (w, i) -> w.assign(i, blocks.get(i)));
    sums.add(workers.stream().map(w -> w.collector).toList());
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
    private final double[][] centroids;
    private final CenteredCentroids centered;
    private final Chunk chunk = samples.newChunk();
    private final ClassSums.Collector collector = sums.newCollector();
    private final double[] sample = new double[samples.bands()];
    private long changed;

    StepWorker(double[][] centroids, CenteredCentroids centered) {
      this.centroids = centroids;
      this.centered = centered;
    }

    void assign(int index, StoredBlock block) {
      float bound = centered.leadBound(samples.reach(block));
      long before = changed;
      for (int from = 0; from < block.count; from += chunk.capacity) {
        chunk.load(block, from);
        chunk.findNearest(centered);
        follow(chunk.select(bound), bound);
      }
      collector.endBlock(index, block, changed - before);
    }

    /** Decides the close ones again and moves those that changed. */
    private void follow(int selected, float bound) {
      long before = changed;
      for (int s = 0; s < selected; s++) {
        int i = chunk.selected[s];
        int label = chunk.label[i];
        if (!(chunk.lead[i] > bound)) {
          chunk.sample(i, sample);
          label = SquaredDistance.nearest(sample, centroids);
        }
        byte old = chunk.storedLabel(i);
        if (label != (old & 0xFF)) {
          collector.move(chunk, i, old == StoredBlock.NO_LABEL ? -1 : old & 0xFF, label);
          chunk.setStoredLabel(i, label);
          changed++;
        }
      }
      if (changed > before) {
        chunk.storeLabels();
      }
    }
  }
}
