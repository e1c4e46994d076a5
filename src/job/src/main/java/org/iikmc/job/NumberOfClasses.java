/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.choice.ClusterValidity;
import org.iikmc.kmeans.choice.KTrial;
import org.iikmc.kmeans.choice.SampleHalves;
import org.iikmc.kmeans.choice.Suggestion;

/**
 * Clusters the same held samples into each of several numbers of classes, and finds the number to
 * take. Each clustering is that of a run with this number alone: its space and its start are its
 * own, so that nothing of one goes into another. What the runs share is that the samples are read
 * once, and what does not depend on the number of classes is found once; and of those that are not
 * taken, no map is made.
 *
 * <p>Figures of several numbers can be compared in one space only, but a metric within classes
 * depends on the classes. All labels are therefore measured in the space of the greatest number,
 * whose classes have least of the differences between covers in them.
 */
final class NumberOfClasses {
  private final ClusterRequest request;
  private final HeldSamples stored;
  private final Harmonizer.Search search;
  private final Progress progress;
  private final Map<Integer, Result> results = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /**
   * @param stored in the space of stored values
   * @param search finds the space of each clustering
   */
  NumberOfClasses(
      ClusterRequest request, HeldSamples stored, Harmonizer.Search search, Progress progress) {
    this.request = request;
    this.stored = stored;
    this.search = search;
    this.progress = progress;
  }

  /** A clustering and its space. */
  private record Result(Harmonizer.Found found, Clustering clustering) {}

  /**
   * The clustering that is taken.
   *
   * @param assignment holds its labels
   * @param choice why it is taken
   */
  record Chosen(
      Harmonizer.Found found,
      Clustering clustering,
      Assignment assignment,
      RunReport.Choice choice) {}

  /** Tries all numbers; the samples have the labels of the one that is taken afterwards. */
  Chosen choose(StageClock stages) throws IOException {
    List<Integer> numbers = request.search().counts().numbers();
    long start = System.nanoTime();
    Harmonizer.Found last = find(request.search().counts().last());
    long spent = System.nanoTime() - start;
    stages.enter(Progress.Stage.MEASURE);
    SampleHalves halves = SampleHalves.of(stored, request.seed());
    List<KTrial> trials = new ArrayList<>();
    for (int k : numbers) {
      stages.enter(Progress.Stage.CLUSTER);
      progress.trial(k, trials.size() + 1, numbers.size());
      start = System.nanoTime();
      boolean isLast = k == request.search().counts().last();
      Harmonizer.Found found = isLast ? last : find(k);
      ClusteringMethod.Run run =
          request
              .search()
              .method(found.clustering())
              .run(stored.in(found.space()), new Trial(progress));
      long nanos = System.nanoTime() - start + (isLast ? spent : 0);
      results.put(k, new Result(found, run.clustering()));
      stages.enter(Progress.Stage.MEASURE);
      trials.add(
          new KTrial(
              k,
              validity(run, found.space(), last.space()),
              halves.agreement(
                  request.search().method(request.search().clustering().withK(k)),
                  k,
                  found.space(),
                  progress),
              run.clustering().iterations().size(),
              run.clustering().stopReason().converged(),
              nanos / 1e9));
    }
    Suggestion suggestion = Suggestion.of(trials);
    Result taken = results.get(suggestion.k());
    stages.enter(Progress.Stage.CLUSTER);
    Assignment assignment = stored.in(taken.found().space()).assign(suggestion.k());
    assignment.step(taken.clustering().signatures(), progress);
    return new Chosen(
        taken.found(), taken.clustering(), assignment, new RunReport.Choice(trials, suggestion));
  }

  private Harmonizer.Found find(int k) throws IOException {
    KMeansSettings clustering = request.search().clustering().withK(k);
    Harmonizer.Found found = search.find(clustering);
    found.notes().stream().filter(told::add).forEach(progress::note);
    return found;
  }

  /**
   * Figures of the labels of a run.
   *
   * @param own space of the run
   * @param common space of the figures
   */
  private ClusterValidity validity(
      ClusteringMethod.Run run, SpectralSpace own, SpectralSpace common) throws IOException {
    Progress quiet = new Trial(progress);
    double[][] signatures = run.clustering().signatures();
    double[][] means =
        haveSameValues(own, common)
            ? meansOfLabels(run.assignment().step(signatures, quiet))
            : run.assignment().statistics(common, signatures, quiet).means(signatures);
    LabelStatistics statistics = run.assignment().statistics(common, means, quiet);
    return ClusterValidity.of(statistics, means, common);
  }

  private static boolean haveSameValues(SpectralSpace own, SpectralSpace common) {
    return IntStream.range(0, own.scenes())
        .allMatch(scene -> own.harmonization(scene) == common.harmonization(scene));
  }

  /** Of a step with the signatures that the labels are of already. */
  private static double[][] meansOfLabels(Assignment.Step step) {
    double[][] means = step.means();
    for (int c = 0; c < means.length; c++) {
      if (step.counts()[c] == 0) {
        means[c] = null;
      }
    }
    return means;
  }

  /** Tells of iterations; how far one of several clusterings is says little of the whole. */
  private record Trial(Progress progress) implements Progress {
    @Override
    public void iteration(Iteration iteration) {
      progress.iteration(iteration);
    }

    @Override
    public void report(Stage stage, long done, long total) {
      if (stage == Stage.CLUSTER) {
        progress.report(stage, done, total);
      }
    }

    @Override
    public void note(String text) {
      progress.note(text);
    }

    @Override
    public boolean isCanceled() {
      return progress.isCanceled();
    }
  }
}
