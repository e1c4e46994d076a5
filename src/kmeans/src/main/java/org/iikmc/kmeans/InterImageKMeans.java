/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    settings.checkPixels(n);
    double[][] centroids = settings.seeding().seed(samples, settings.k());
    Assignment assignment = samples.assign(settings.k());
    List<Iteration> history = new ArrayList<>();
    Optional<StopReason> reason = Optional.empty();
    while (reason.isEmpty()) {
      progress.checkCanceled();
      long start = System.nanoTime();
      Assignment.Step step = assignment.step(centroids, progress);
      double shift = Math.sqrt(SquaredDistance.greatest(centroids, step.means()));
      centroids = step.means();
      Iteration iteration =
          new Iteration(
              history.size() + 1,
              settings.k(),
              step.changed(),
              step.inertia(),
              shift,
              List.of(),
              System.nanoTime() - start);
      history.add(iteration);
      progress.iteration(iteration);
      progress.report(Progress.Stage.CLUSTER, n * history.size(), -1);
      reason = settings.stop(iteration, n);
    }
    Assignment.Step last = assignment.step(centroids, progress);
    return new Run(
        new Clustering(
            centroids,
            last.counts(),
            last.inertia(),
            history,
            reason.orElseThrow(),
            Optional.empty()),
        assignment);
  }
}
