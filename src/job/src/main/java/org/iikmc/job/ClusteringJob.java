/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.kmeans.quality.Silhouette;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;

/**
 * Clusters a series jointly and writes its maps, signatures and report. Immutable and safe to
 * share; two jobs can run at once, each with its own output folder.
 */
public final class ClusteringJob {
  private final ClusterRequest settings;
  private final PixelLimit limit;
  private final AssignmentBackend backend;
  private final Clock clock;

  /**
   * @param limit of the host
   */
  public ClusteringJob(
      ClusterRequest settings, PixelLimit limit, AssignmentBackend backend, Clock clock) {
    this.settings = settings;
    this.limit = limit;
    this.backend = backend;
    this.clock = clock;
  }

  /** Runs the job, with maps named after their scenes. */
  public RunReport run(List<SceneSource> sources, Path out, Progress progress) throws IOException {
    return run(sources, out, MapNaming.BY_SCENE, progress);
  }

  /**
   * Runs the job.
   *
   * @param sources the scenes, which stay open until this returns
   * @param out folder of the outputs, which get all of their names or none
   * @param naming of the maps
   * @throws InputException if scenes and settings don't go together
   * @throws IOException if reading or writing fails
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  public RunReport run(List<SceneSource> sources, Path out, MapNaming naming, Progress progress)
      throws IOException {
    return run(sources, () -> new OutputFolder(out), naming, progress);
  }

  /** Runs the job, with outputs that may go elsewhere than into a folder of this machine. */
  public RunReport run(
      List<SceneSource> sources, Outputs.Opener out, MapNaming naming, Progress progress)
      throws IOException {
    StageClock stages = new StageClock(System::nanoTime);
    List<Scene> scenes = open(sources, progress);
    try (Outputs folder = out.open()) {
      folder.check(
          JobOutputs.names(
              sources, naming, settings.maps().confidence(), settings.maps().cleaning()));
      RunReport report = cluster(scenes, folder, naming, progress, stages);
      JobOutputs.write(folder, report);
      progress.checkCanceled();
      folder.commit();
      return report;
    }
  }

  /**
   * Finds the signatures and writes nothing.
   *
   * @return the classes, with the pixels that they got of those that took part
   * @throws InputException if scenes and settings don't go together
   * @throws IOException if reading fails
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  public SignatureSet signatures(List<SceneSource> sources, Progress progress) throws IOException {
    List<Scene> scenes = open(sources, progress);
    SceneSamples source = samples(scenes, List.of());
    try (HeldSamples samples = backend.hold(source, progress)) {
      checkSamples(scenes, samples.summary().perScene());
      return fit(scenes, samples, source, progress, new StageClock(System::nanoTime)).signatures();
    }
  }

  private List<Scene> open(List<SceneSource> sources, Progress progress) throws IOException {
    List<Scene> scenes = JointScenes.open(sources, settings.bands(), settings.rules());
    limit.check(scenes);
    settings.maps().cleaning().check(scenes);
    if (asStored()) {
      JointScenes.notes(scenes).forEach(progress::warn);
    }
    QualityNotes.of(scenes, settings.rules()).forEach(progress::warn);
    return scenes;
  }

  /** Whether it is known at once that stored values are compared. */
  private boolean asStored() {
    return settings.given().map(Harmonization::method).orElse(settings.wishes().method())
        == HarmonizeMethod.NONE;
  }

  private SceneSamples samples(List<Scene> scenes, List<Quicklook> quicklooks) {
    return new SceneSamples(
        scenes, settings.rules(), settings.sample(), settings.seed(), quicklooks);
  }

  private boolean isWhole() {
    return settings.sample() == 1;
  }

  private void checkSamples(List<Scene> scenes, long[] counts) {
    if (isWhole()) {
      JointScenes.checkCounts(scenes, counts, settings.rules(), settings.skipEmpty());
    }
    checkClassCount(Arrays.stream(counts).sum());
  }

  /** What the samples of a series gave. */
  private record Fitted(
      HeldSamples samples,
      List<String> notes,
      Clustering clustering,
      Assignment assignment,
      LabelStatistics statistics,
      SignatureSet signatures,
      Optional<RunReport.Choice> choice) {}

  private Fitted fit(
      List<Scene> scenes,
      HeldSamples stored,
      SceneSamples source,
      Progress progress,
      StageClock stages)
      throws IOException {
    stages.enter(Progress.Stage.CLUSTER);
    Harmonizer.Search search = search(scenes, stored, source);
    return settings.search().counts().isOne()
        ? fit(scenes, stored, search.find(settings.search().clustering()), progress, stages)
        : choose(scenes, stored, search, progress, stages);
  }

  private Fitted fit(
      List<Scene> scenes,
      HeldSamples stored,
      Harmonizer.Found found,
      Progress progress,
      StageClock stages)
      throws IOException {
    found.notes().forEach(progress::note);
    HeldSamples samples = stored.in(found.space());
    ClusteringMethod.Run run = settings.search().method(found.clustering()).run(samples, progress);
    stages.enter(Progress.Stage.MEASURE);
    return fitted(
        scenes, samples, found, run.clustering(), run.assignment(), Optional.empty(), progress);
  }

  private Fitted choose(
      List<Scene> scenes,
      HeldSamples stored,
      Harmonizer.Search search,
      Progress progress,
      StageClock stages)
      throws IOException {
    NumberOfClasses.Chosen chosen =
        new NumberOfClasses(settings, stored, search, progress).choose(stages);
    stages.enter(Progress.Stage.MEASURE);
    return fitted(
        scenes,
        stored.in(chosen.found().space()),
        chosen.found(),
        chosen.clustering(),
        chosen.assignment(),
        Optional.of(chosen.choice()),
        progress);
  }

  private Fitted fitted(
      List<Scene> scenes,
      HeldSamples samples,
      Harmonizer.Found found,
      Clustering clustering,
      Assignment assignment,
      Optional<RunReport.Choice> choice,
      Progress progress)
      throws IOException {
    List<String> notes = new ArrayList<>(found.notes());
    if (found.harmonization().method() == HarmonizeMethod.NONE) {
      notes.addAll(JointScenes.notes(scenes));
    }
    notes.addAll(QualityNotes.of(scenes, settings.rules()));
    LabelStatistics statistics = assignment.statistics(clustering.signatures(), progress);
    SignatureSet plain =
        SignatureSet.of(
            scenes.get(0), found.harmonization(), clustering, statistics, settings.palette());
    return new Fitted(
        samples,
        notes,
        clustering,
        assignment,
        statistics,
        settings.legend().map(plain::with).orElse(plain),
        choice);
  }

  private Harmonizer.Search search(List<Scene> scenes, HeldSamples stored, SceneSamples source)
      throws IOException {
    if (settings.given().isPresent()) {
      Harmonization given = settings.given().get();
      SpectralSpace space = new SceneMaps(given).of(scenes, stored);
      return asked -> new Harmonizer.Found(given, space, asked, List.of());
    }
    return new Harmonizer(settings.wishes(), settings.search().clustering(), settings.seed())
        .search(scenes, stored, () -> GroundReader.read(scenes, stored, source));
  }

  private RunReport cluster(
      List<Scene> scenes, Outputs folder, MapNaming naming, Progress progress, StageClock stages)
      throws IOException {
    List<Quicklook> quicklooks = Quicklooks.of(scenes, scenes.size());
    SceneSamples source = samples(scenes, quicklooks);
    try (HeldSamples samples = backend.hold(source, progress)) {
      long[] held = samples.summary().perScene().clone();
      checkSamples(scenes, held);
      Fitted fitted = fit(scenes, samples, source, progress, stages);
      Clustering clustering = fitted.clustering();
      double[][] drawn =
          Silhouette.draw(fitted.samples(), ClusterRequest.SILHOUETTE_SAMPLE, settings.seed());
      SpectralSpace space = fitted.samples().space();
      double silhouette =
          Silhouette.mean(space.whitened(drawn), space.whitened(clustering.signatures()));
      stages.enter(Progress.Stage.WRITE);
      MapRun maps =
          new MapRun(
              scenes,
              settings.rules(),
              fitted.signatures(),
              settings.maps().confidence(),
              backend,
              settings.maps().cleaning(),
              folder,
              naming,
              progress);
      if (isWhole()) {
        List<Integer> some =
            IntStream.range(0, held.length).filter(s -> held[s] > 0).boxed().toList();
        maps.held(some, fitted.assignment(), source, space, fitted.statistics(), quicklooks);
      } else {
        List<Integer> all = IntStream.range(0, held.length).boxed().toList();
        maps.streamed(all, (labels, pixels) -> {});
      }
      stages.enter(Progress.Stage.MEASURE);
      // A sample can miss all pixels of a scene that has some, so only now is it known which have
      // none.
      long[] counts = maps.counts();
      List<String> skipped =
          JointScenes.checkCounts(scenes, counts, settings.rules(), settings.skipEmpty());
      Optional<DriftComparison> comparison =
          settings.comparePerScene()
              ? Optional.of(
                  new DriftComparison(
                      maps,
                      scenes.size(),
                      settings
                          .search()
                          .alone(clustering.signatures(), settings.given().isPresent()),
                      clustering.signatures()))
              : Optional.empty();
      if (comparison.isPresent()) {
        stages.enter(Progress.Stage.COMPARE);
        // Last, because a scene clustered for itself takes the place of the joint labels.
        for (int s = 0; s < scenes.size(); s++) {
          if (counts[s] > 0) {
            compare(comparison.get(), scenes.get(s), fitted.samples(), source, s, progress);
          }
        }
      }
      Optional<RunReport.Consistency> consistency = maps.consistency();
      return new RunReport(
          clock.instant(),
          stages.stages(),
          backend.description(),
          settings.asWritten(),
          fitted.signatures().counted(maps.pixelsOfClasses()),
          RunReport.PhysicalValues.of(fitted.signatures(), scenes),
          maps.reports(),
          skipped,
          maps.notes(consistency, fitted.notes()),
          Optional.of(
              new RunReport.Fit(
                  samples.summary().count(),
                  clustering.iterations(),
                  clustering.stopReason(),
                  clustering.rules())),
          RunReport.Quality.of(maps.reports(), silhouette, drawn.length),
          consistency,
          comparison.map(DriftComparison::result),
          fitted.choice());
    }
  }

  /** Clusters a scene for itself: all its pixels, also where the series was a sample. */
  private void compare(
      DriftComparison comparison,
      Scene scene,
      HeldSamples samples,
      SceneSamples source,
      int index,
      Progress progress)
      throws IOException {
    if (isWhole()) {
      comparison.clusterAlone(scene, index, samples.scene(index), source, index, progress);
      return;
    }
    SceneSamples whole =
        new SceneSamples(List.of(scene), settings.rules(), 1, settings.seed(), List.of());
    try (HeldSamples alone = backend.hold(whole, progress)) {
      HeldSamples seen = alone.in(samples.space().scene(index));
      comparison.clusterAlone(scene, index, seen, whole, 0, progress);
    }
  }

  private void checkClassCount(long pixels) {
    if (settings.search().clustering().k() > pixels) {
      String found = " is " + settings.search().counts() + ", but ";
      throw settings.sample() == 1
          ? new InputException(
              Problem.option("k"),
              found + "there are only " + pixels + " valid pixels; lower ",
              Problem.option("k"),
              ".")
          : new InputException(
              Problem.option("k"),
              found + "the sample has only " + pixels + " pixels; raise ",
              Problem.option("sample"),
              ".");
    }
  }
}
