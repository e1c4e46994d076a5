/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.kmeans.Progress;

/**
 * Brings the samples of blocks into leaves where that pays: for many classes, large series, and
 * spectra that are not scattered evenly. It costs as much as some steps, and later steps gain.
 * Where memory is too short to note where the samples went, they stay.
 */
final class LeafOrdering {
  /** What is noted of a sample: its place, and its part of what is noted of a leaf. */
  private static final int BYTES = 4;

  /** Blocks of which the effect is measured. */
  private static final int TRIED = 3;

  private final LocalBlocks blocks;
  private final List<CenteredCentroids> centroids;

  /**
   * @param centroids of the first step, by frame
   */
  LeafOrdering(LocalBlocks blocks, List<CenteredCentroids> centroids) {
    this.blocks = blocks;
    this.centroids = centroids;
  }

  /**
   * Orders all blocks if it pays.
   *
   * @return whether it does
   */
  boolean run(Progress progress) throws IOException {
    LeafPolicy policy = blocks.leafPolicy();
    List<StoredBlock> all = blocks.blocks();
    long count = all.stream().mapToLong(block -> block.count).sum();
    if (!blocks.type().isInteger()
        || centroids.get(0).k() < policy.leastClasses()
        || count < policy.leastSamples()
        || !blocks.notes().test(BYTES * notNoted(all))) {
      return false;
    }
    List<StoredBlock> tried =
        IntStream.range(0, Math.min(TRIED, all.size()))
            .mapToObj(i -> all.get((int) ((2L * i + 1) * all.size() / (2 * TRIED))))
            .distinct()
            .toList();
    order(tried, progress);
    double left = tried.stream().mapToDouble(this::shareLeft).average().orElse(1);
    if (left > policy.mostLeft()) {
      return false;
    }
    order(all, progress);
    return true;
  }

  /** Samples of the blocks that no earlier run ordered. */
  private static long notNoted(List<StoredBlock> all) {
    return all.stream()
        .filter(block -> block.order() == null)
        .mapToLong(block -> block.count)
        .sum();
  }

  private void order(List<StoredBlock> some, Progress progress) throws IOException {
    blocks
        .workers()
        .forEach(
            some.size(),
            progress,
            () -> new SpectralSort(blocks.type()),
            (sort, i) -> some.get(i).order(sort));
  }

  /** Share of the pairs of a sample and a centroid that the boxes of a block leave over. */
  private double shareLeft(StoredBlock block) {
    int number = blocks.frameOf(block);
    CenteredCentroids all = centroids.get(number);
    BoxTest test = new BoxTest(all.scores(), block.reach(blocks.frames().get(number).center()));
    Candidates among = Candidates.all(all.k());
    Candidates found = new Candidates(all.k());
    long left = 0;
    for (int leaf = 0; leaf < block.order().leaves(); leaf++) {
      test.find(block.order().boxes(), leaf, among, found);
      left += found.n == 1 ? 0 : (long) found.n * block.order().size(leaf);
    }
    return (double) left / block.count / all.k();
  }
}
