/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;

/** Labels of some samples of a run, k classes. */
final class TornadoAssignment implements Assignment {
  private final StoredSamples stored;
  private final DeviceRun run;
  private final long from;
  private final long to;
  private final int k;

  /** Does the steps if the device can't, or from the one on in which it failed. */
  private Optional<Assignment> host = Optional.empty();

  /** Centroids of the last step; null before the first. */
  private double[][] last;

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
    if (last == null && !run.isReady(k, progress)) {
      host = Optional.of(stored.assign(k));
    }
    Step step =
        host.isPresent() ? host.get().step(centroids, progress) : stepOnDevice(centroids, progress);
    last = Arrays.stream(centroids).map(double[]::clone).toArray(double[][]::new);
    return step;
  }

  private Step stepOnDevice(double[][] centroids, Progress progress) throws IOException {
    double[][] whitened = stored.space().whitened(centroids);
    List<Totals> ofFrames = new ArrayList<>();
    for (Frame frame : stored.frames()) {
      long start = from + frame.first();
      StepRequest request =
          new StepRequest(whitened, frame, start, start + frame.count(), last == null);
      Optional<Totals> totals = run.step(request, progress);
      if (totals.isEmpty()) {
        return takeOver(progress).step(centroids, progress);
      }
      ofFrames.add(totals.get());
    }
    labelsStored = false;
    long changed = ofFrames.stream().mapToLong(Totals::changed).sum();
    return stored.step(changed, ofFrames, centroids);
  }

  /** The host, with the labels of the last step: centroids tell what they were. */
  private Assignment takeOver(Progress progress) throws IOException {
    Assignment assignment = stored.assign(k);
    if (last != null) {
      assignment.step(last, progress);
    }
    host = Optional.of(assignment);
    return assignment;
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

  @Override
  public LabelStatistics statistics(SpectralSpace space, double[][] centers, Progress progress)
      throws IOException {
    storeLabels();
    return stored.in(space).statistics(centers, progress);
  }

  private void storeLabels() throws IOException {
    if (last == null) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
    if (!labelsStored && host.isEmpty() && !run.storeLabels(from, to)) {
      takeOver(Progress.NONE);
    }
    labelsStored = true;
  }
}
