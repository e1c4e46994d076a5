/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.Optional;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;

/** Labels of some samples of a run, k classes. */
final class TornadoAssignment implements Assignment {
  private final StoredSamples stored;
  private final DeviceRun run;
  private final long from;
  private final long to;
  private final int k;

  /** Does the steps if the device can't; decided in the first. */
  private Optional<Assignment> host = Optional.empty();

  private boolean labelled;

  /** Whether the labels of the last step are with the stored samples. */
  private boolean labelsStored;

  /**
   * @param first ordinal of the first sample in the run
   */
  TornadoAssignment(StoredSamples stored, DeviceRun run, long first, int k) {
    this.stored = stored;
    this.run = run;
    this.k = k;
    from = first;
    to = first + stored.summary().count();
  }

  @Override
  public Step step(double[][] centroids, Progress progress) throws IOException {
    if (!labelled && !run.isReady(k, progress)) {
      host = Optional.of(stored.assign(k));
    }
    if (host.isPresent()) {
      labelled = true;
      return host.get().step(centroids, progress);
    }
    StepRequest request = new StepRequest(centroids, stored.center(), from, to, !labelled);
    Totals totals = run.step(stored, request, progress);
    labelled = true;
    labelsStored = false;
    return stored.step(totals.changed(), totals, centroids);
  }

  @Override
  public void readLabels(int block, byte[] cells) throws IOException {
    storeLabels();
    stored.readLabels(block, cells);
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    storeLabels();
    return stored.statistics(signatures, progress);
  }

  private void storeLabels() throws IOException {
    if (!labelled) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
    if (!labelsStored && host.isEmpty()) {
      run.storeLabels(from, to);
    }
    labelsStored = true;
  }
}
