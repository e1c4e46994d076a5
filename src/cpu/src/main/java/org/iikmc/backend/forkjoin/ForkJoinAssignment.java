/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;

/** Labels of the blocks of a store, k classes. */
final class ForkJoinAssignment implements Assignment {
  private final ForkJoinSamples samples;

  /** By frame. */
  private final List<ClassSums> sums;

  private final Drift drift = new Drift();

  /** By block; null where samples lie as they were read. Empty before the first step. */
  private final List<LeafLabels> leaves = new ArrayList<>();

  private boolean labelled;

  ForkJoinAssignment(ForkJoinSamples samples, int k) {
    this.samples = samples;
    long count = samples.frames().stream().mapToLong(Frame::count).sum();
    sums =
        samples.frames().stream()
            .map(
                frame ->
                    samples.type().isInteger()
                        ? new IntegerSums(samples.type(), k, frame, count)
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
    drift.moveTo(whitened);
    if (leaves.isEmpty()) {
      begin(centered, progress);
    }
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

  private void begin(List<CenteredCentroids> centered, Progress progress) throws IOException {
    boolean ordered = new LeafOrdering(samples, centered).run(progress);
    for (StoredBlock block : samples.storedBlocks()) {
      leaves.add(ordered ? new LeafLabels(block.order().leaves()) : null);
    }
  }

  /** What one thread does in a step. */
  private final class StepWorker {
    private final List<CenteredCentroids> centered;
    private final Chunk chunk = samples.newChunk();
    private final List<ClassSums.Collector> collectors =
        sums.stream().map(ClassSums::newCollector).toList();
    private final NearTies ties;
    private final BlockRoom room = new BlockRoom();

    /** By frame; made when the first leaf of it comes. */
    private final LeafPass[] passes = new LeafPass[sums.size()];

    private long changed;

    /**
     * @param whitened centroids where distances are Euclidean
     * @param centered the same for the kernel, by frame
     */
    StepWorker(double[][] whitened, List<CenteredCentroids> centered) {
      this.centered = centered;
      ties = new NearTies(whitened, samples.space().isPlain());
    }

    void assign(int index, StoredBlock stored) {
      StoredBlock block = stored.open(room);
      int frame = samples.frameOf(block);
      long moved =
          leaves.get(index) == null
              ? assignAll(block, frame)
              : pass(frame).assign(block, leaves.get(index));
      collectors.get(frame).endBlock(index, block, moved);
      stored.close(block);
      changed += moved;
    }

    private long assignAll(StoredBlock block, int number) {
      Frame frame = samples.frames().get(number);
      CenteredCentroids all = centered.get(number);
      float bound = all.leadBound(block.reach(frame.center()));
      long moved = 0;
      for (int from = 0; from < block.count; from += chunk.capacity) {
        chunk.load(block, from, frame.center());
        int close = chunk.findNearest(all.kernel(), bound);
        ties.decide(chunk, close, frame);
        moved += chunk.settle(collectors.get(number));
      }
      return moved;
    }

    private LeafPass pass(int frame) {
      if (passes[frame] == null) {
        passes[frame] =
            new LeafPass(
                centered.get(frame),
                samples.frames().get(frame),
                drift.total(),
                chunk,
                ties,
                collectors.get(frame));
      }
      return passes[frame];
    }
  }
}
