/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.ClassRules;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.StopReason;

/**
 * ISODATA; the steps are those of the package description. Immutable and safe to share: all that
 * changes during a run is local to {@link #run}. A rerun is bit-equal.
 */
public final class Isodata implements ClusteringMethod {
  private final KMeansSettings start;
  private final IsodataSettings settings;

  /**
   * @param start initial signatures, as many as its k, and when to stop
   */
  public Isodata(KMeansSettings start, IsodataSettings settings) {
    this.start = start;
    this.settings = settings;
  }

  @Override
  public Run run(HeldSamples samples, Progress progress) throws IOException {
    long n = samples.summary().count();
    start.checkPixels(n);
    settings.checkPixels(n);
    return new Search(samples, progress).run();
  }

  /** One run. */
  private final class Search {
    /** Iterations on end without a change of classes, one of them odd and one even. */
    private static final int QUIET = 2;

    private final HeldSamples samples;
    private final Whitened whitened;
    private final Progress progress;
    private final long n;
    private final List<Iteration> history = new ArrayList<>();
    private Assignment assignment;
    private ClassRules rules;

    Search(HeldSamples samples, Progress progress) {
      this.samples = samples;
      this.progress = progress;
      whitened = Whitened.of(samples);
      n = samples.summary().count();
    }

    Run run() throws IOException {
      double[][] centroids = samples.space().whitened(start.seeding().seed(samples, start.k()));
      int quiet = 0;
      Optional<StopReason> reason = Optional.empty();
      while (reason.isEmpty()) {
        progress.checkCanceled();
        centroids = iterate(centroids);
        Iteration iteration = history.get(history.size() - 1);
        progress.iteration(iteration);
        progress.report(Progress.Stage.CLUSTER, n * history.size(), -1);
        if (iteration.changes().isEmpty()) {
          quiet++;
        } else {
          quiet = 0;
          assignment = null; // other classes, so that samples are labelled anew
          progress.note(text(iteration));
        }
        if (quiet >= QUIET) {
          reason = start.stop(iteration, n);
        } else if (isLast(iteration.number())) {
          reason = Optional.of(StopReason.MAX_ITERATIONS);
        }
      }
      double[][] signatures = whitened.harmonized(centroids);
      Assignment last = samples.assign(signatures.length);
      Assignment.Step step = last.step(signatures, progress);
      return new Run(
          new Clustering(
              signatures, step.counts(), step.inertia(), history, reason.get(), Optional.of(rules)),
          last);
    }

    private boolean isLast(int number) {
      return number == start.maxIterations();
    }

    /** One iteration; the centroids of the next. */
    private double[][] iterate(double[][] centroids) throws IOException {
      long begin = System.nanoTime();
      int number = history.size() + 1;
      if (assignment == null) {
        assignment = whitened.samples().assign(centroids.length);
      }
      Assignment.Step step = assignment.step(centroids, progress);
      double[][] deviations = null;
      if (rules == null) {
        deviations = deviations(centroids);
        rules = settings.rules(n, overallDeviation(step, deviations));
      }
      List<ClassChange> changes = new ArrayList<>();
      List<Subset> kept = kept(step, changes);
      double shift = shift(centroids, kept);
      Revision revision = Revision.none(kept);
      if (maySplit(number, kept.size())) {
        deviations = deviations == null ? deviations(centroids) : deviations;
        revision = new Splitting(rules, 2 * kept.size() <= settings.classes()).of(kept, deviations);
      }
      if (revision.changes().isEmpty() && !isLast(number)) {
        revision = new Merging(rules).of(kept);
      }
      changes.addAll(revision.changes());
      history.add(
          new Iteration(
              number,
              centroids.length,
              step.changed(),
              step.inertia(),
              shift,
              changes,
              System.nanoTime() - begin));
      return revision.centroids().toArray(double[][]::new);
    }

    private boolean maySplit(int number, int classes) {
      boolean odd = number % 2 == 1;
      return !isLast(number)
          && (2 * classes <= settings.classes() || odd && classes < 2 * settings.classes());
    }

    private double[][] deviations(double[][] centroids) throws IOException {
      return assignment.statistics(centroids, progress.quiet()).spread();
    }

    /** The largest standard deviation of all pixels together along an axis. */
    private double overallDeviation(Assignment.Step step, double[][] deviations) {
      double largest = 0;
      for (int axis = 0; axis < samples.bands(); axis++) {
        double mean = 0;
        for (int c = 0; c < deviations.length; c++) {
          mean += step.counts()[c] * step.means()[c][axis] / n;
        }
        double variance = 0;
        for (int c = 0; c < deviations.length; c++) {
          double between = step.means()[c][axis] - mean;
          double within = deviations[c][axis];
          variance += step.counts()[c] * (within * within + between * between) / n;
        }
        largest = Math.max(largest, variance);
      }
      return Math.sqrt(largest);
    }

    /** The classes that have enough pixels; if none has, the one that has most. */
    private List<Subset> kept(Assignment.Step step, List<ClassChange> changes) {
      long[] counts = step.counts();
      int largest = 0;
      for (int c = 1; c < counts.length; c++) {
        largest = counts[c] > counts[largest] ? c : largest;
      }
      long least = Math.min(rules.minPixels(), counts[largest]);
      List<Subset> kept = new ArrayList<>();
      for (int c = 0; c < counts.length; c++) {
        if (counts[c] >= least && (least == rules.minPixels() || c == largest)) {
          kept.add(new Subset(c, step.means()[c], counts[c]));
        } else {
          changes.add(new ClassChange.Drop(c + 1, counts[c]));
        }
      }
      return kept;
    }

    /** How far a signature moved at most, in harmonised values as with k-means. */
    private double shift(double[][] centroids, List<Subset> kept) {
      double[][] from =
          kept.stream().map(each -> centroids[each.number()]).toArray(double[][]::new);
      double[][] to = kept.stream().map(Subset::mean).toArray(double[][]::new);
      return Math.sqrt(
          SquaredDistance.greatest(whitened.harmonized(from), whitened.harmonized(to)));
    }

    private static String text(Iteration iteration) {
      return "Iteration "
          + iteration.number()
          + ": "
          + iteration.changes().stream().map(ClassChange::text).collect(Collectors.joining(", "))
          + ".";
    }
  }
}
