/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * One run of inter-image k-means over held samples; the steps are those of the package description,
 * which are S. P. Lloyd's ("Least squares quantization in PCM", 1982,
 * doi:10.1109/TIT.1982.1056489). Immutable and safe to share: all that changes during a run is
 * local to {@link #run}.
 *
 * <p>Plain k-means of a single scene is the same run over {@link HeldSamples#scene}.
 */
public final class InterImageKMeans implements ClusteringMethod {
  private final KMeansSettings settings;

  public InterImageKMeans(KMeansSettings settings) {
    this.settings = settings;
  }

  @Override
  public Run run(HeldSamples samples, Progress progress) throws IOException {
    long n = samples.summary().count();
    if (settings.k() > n) {
      throw new InputException(
          Problem.option("k"),
          " is " + settings.k() + ", but there are only " + n + " valid pixels; lower ",
          Problem.option("k"),
          ".");
    }
    double[][] centroids = settings.seeding().seed(samples, settings.k());
    Assignment assignment = samples.assign(settings.k());
    List<Iteration> history = new ArrayList<>();
    StopReason reason = null;
    while (reason == null) {
      progress.checkCanceled();
      long start = System.nanoTime();
      Assignment.Step step = assignment.step(centroids, progress);
      double shift = largestShift(centroids, step.means());
      centroids = step.means();
      Iteration iteration =
          new Iteration(
              history.size() + 1, step.changed(), step.inertia(), shift, System.nanoTime() - start);
      history.add(iteration);
      progress.iteration(iteration);
      progress.report(Progress.Stage.CLUSTER, n * history.size(), -1);
      reason = stopReason(iteration, n);
    }
    Assignment.Step last = assignment.step(centroids, progress);
    return new Run(
        new Clustering(centroids, last.counts(), last.inertia(), history, reason), assignment);
  }

  private StopReason stopReason(Iteration iteration, long n) {
    // Labels that stand still are a fixed point whatever the threshold, 0 included.
    if (iteration.changed() == 0 || (double) iteration.changed() / n < settings.changeThreshold()) {
      return StopReason.CHANGE_THRESHOLD;
    }
    if (iteration.largestShift() < settings.shiftTolerance()) {
      return StopReason.SHIFT_TOLERANCE;
    }
    return iteration.number() == settings.maxIterations() ? StopReason.MAX_ITERATIONS : null;
  }

  private static double largestShift(double[][] from, double[][] to) {
    double largest = 0;
    for (int c = 0; c < from.length; c++) {
      largest = Math.max(largest, SquaredDistance.between(from[c], to[c]));
    }
    return Math.sqrt(largest);
  }
}
