/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;

/** Labels of the blocks of a store, k classes. */
final class ForkJoinAssignment implements Assignment {
  private final ForkJoinSamples samples;
  private final BlockAssignment labels;
  private boolean labelled;

  ForkJoinAssignment(ForkJoinSamples samples, int k) {
    this.samples = samples;
    labels = new BlockAssignment(samples.local(), k);
  }

  @Override
  public Step step(double[][] centroids, Progress progress) throws IOException {
    SampleHead head = samples.head();
    long changed = labels.step(samples.space().whitened(centroids), head.meanSquare(), progress);
    labelled = true;
    return head.step(changed, labels.totals(), centroids);
  }

  @Override
  public void readLabels(int block, byte[] cells) {
    checkLabelled();
    samples.readLabels(block, cells);
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    checkLabelled();
    return samples.statistics(signatures, progress);
  }

  @Override
  public LabelStatistics statistics(SpectralSpace space, double[][] centers, Progress progress)
      throws IOException {
    checkLabelled();
    return samples.in(space).statistics(centers, progress);
  }

  private void checkLabelled() {
    if (!labelled) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
  }
}
