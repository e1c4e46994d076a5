/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.iikmc.kmeans.Progress;

/** Labels of blocks of this JVM, k classes, while centroids change under them. */
final class BlockAssignment {
  private final LocalBlocks blocks;

  /** By frame. */
  private final List<ClassSums> sums = new ArrayList<>();

  private final Drift drift = new Drift();

  /** By block; null where samples lie as they were read. Empty before the first step. */
  private final List<LeafLabels> leaves = new ArrayList<>();

  /** No sample has a label yet. */
  BlockAssignment(LocalBlocks blocks, int k) {
    this.blocks = blocks;
    long count = blocks.frames().stream().mapToLong(Frame::count).sum();
    int block = 0;
    for (int f = 0; f < blocks.frames().size(); f++) {
      Frame frame = blocks.frames().get(f);
      int first = block;
      while (block < blocks.blocks().size() && blocks.frameOf(blocks.blocks().get(block)) == f) {
        block++;
      }
      sums.add(
          blocks.type().isInteger()
              ? new IntegerSums(blocks.type(), k, frame, count)
              : new FloatSums(k, frame.center(), first, blocks.blocks().subList(first, block)));
    }
    blocks.blocks().forEach(StoredBlock::clearLabels);
  }

  /**
   * Labels each sample with the nearest of the centroids.
   *
   * @param whitened centroids where distances are Euclidean; kept
   * @param meanSquare mean of the squared distances of all samples, these and others, to their mean
   * @return how many samples changed their label
   */
  long step(double[][] whitened, double meanSquare, Progress progress) throws IOException {
    List<CenteredCentroids> centered =
        blocks.frames().stream()
            .map(frame -> new CenteredCentroids(whitened, frame, meanSquare))
            .toList();
    drift.moveTo(whitened);
    if (leaves.isEmpty()) {
      begin(centered, progress);
    }
    List<StoredBlock> all = blocks.blocks();
    Supplier<StepWorker> worker = () -> new StepWorker(whitened, centered);
    List<StepWorker> workers =
        blocks.workers().forEach(all.size(), progress, worker, (w, i) -> w.assign(i, all.get(i)));
    for (int f = 0; f < sums.size(); f++) {
      int frame = f;
      sums.get(f).add(workers.stream().map(w -> w.collectors.get(frame)).toList());
    }
    return workers.stream().mapToLong(w -> w.changed).sum();
  }

  /** Totals of the classes in each frame, around its centre, as the last step left them. */
  List<PartialTotals> totals() {
    return sums.stream().map(ClassSums::totals).toList();
  }

  private void begin(List<CenteredCentroids> centered, Progress progress) throws IOException {
    boolean ordered = new LeafOrdering(blocks, centered).run(progress);
    for (StoredBlock block : blocks.blocks()) {
      leaves.add(ordered ? new LeafLabels(block.order().leaves()) : null);
    }
  }

  /** What one thread does in a step. */
  private final class StepWorker {
    private final List<CenteredCentroids> centered;
    private final Chunk chunk = blocks.newChunk();
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
      ties = new NearTies(whitened, !blocks.byScene());
    }

    void assign(int index, StoredBlock stored) {
      StoredBlock block = stored.open(room);
      int frame = blocks.frameOf(block);
      long moved =
          leaves.get(index) == null
              ? assignAll(block, frame)
              : pass(frame).assign(block, leaves.get(index));
      collectors.get(frame).endBlock(index, block, moved);
      stored.close(block);
      changed += moved;
    }

    private long assignAll(StoredBlock block, int number) {
      Frame frame = blocks.frames().get(number);
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
                blocks.frames().get(frame),
                drift.total(),
                chunk,
                ties,
                collectors.get(frame));
      }
      return passes[frame];
    }
  }
}
