/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.quality.Silhouette;
import org.iikmc.kmeans.seeding.Ordinals;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/**
 * Applies saved signatures to scenes, whose pixels it does not hold, and writes what clustering
 * them with these signatures would have written. Immutable and safe to share.
 */
public final class ClassificationJob {
  /** Of the pixels of the silhouette: fixed, so that a job gives the same figures each time. */
  private static final long SEED = 1;

  private final ClassifyRequest request;
  private final PixelLimit limit;
  private final AssignmentBackend backend;
  private final Clock clock;

  /**
   * @param limit of the host
   */
  public ClassificationJob(
      ClassifyRequest request, PixelLimit limit, AssignmentBackend backend, Clock clock) {
    this.request = request;
    this.limit = limit;
    this.backend = backend;
    this.clock = clock;
  }

  /** Runs the job; parameters and exceptions as {@link ClusteringJob#run}. */
  public RunReport run(List<SceneSource> sources, Path out, Progress progress) throws IOException {
    return run(sources, out, MapNaming.BY_SCENE, progress);
  }

  /** Runs the job; likewise. */
  public RunReport run(List<SceneSource> sources, Path out, MapNaming naming, Progress progress)
      throws IOException {
    return run(sources, () -> new OutputFolder(out), naming, progress);
  }

  /** Runs the job, with outputs that may go elsewhere than into a folder of this machine. */
  public RunReport run(
      List<SceneSource> sources, Outputs.Opener out, MapNaming naming, Progress progress)
      throws IOException {
    StageClock stages = new StageClock(System::nanoTime);
    List<Scene> scenes = JointScenes.open(sources, request.bands(), request.rules());
    limit.check(scenes);
    request.maps().cleaning().check(scenes);
    List<String> notes = new ArrayList<>();
    if (request.signatures().harmonization().method() == HarmonizeMethod.NONE) {
      notes.addAll(JointScenes.notes(scenes));
    }
    notes.addAll(QualityNotes.of(scenes, request.rules()));
    notes.forEach(progress::warn);
    try (Outputs folder = out.open()) {
      folder.check(
          JobOutputs.names(
              sources, naming, request.maps().confidence(), request.maps().cleaning()));
      stages.enter(Progress.Stage.WRITE);
      MapRun maps =
          new MapRun(
              scenes,
              request.rules(),
              request.signatures(),
              request.maps().confidence(),
              backend,
              request.maps().cleaning(),
              folder,
              naming,
              progress);
      // As many of each scene: how many pixels there are in all is not known yet.
      int share = Math.max(1, ClusterRequest.SILHOUETTE_SAMPLE / scenes.size());
      List<double[]> drawn = new ArrayList<>();
      maps.streamed(
          IntStream.range(0, scenes.size()).boxed().toList(),
          (labels, pixels) -> drawn.addAll(List.of(labels.gather(drawn(pixels, share)))));
      stages.enter(Progress.Stage.MEASURE);
      List<String> skipped =
          JointScenes.checkCounts(scenes, maps.counts(), request.rules(), request.skipEmpty());
      Optional<RunReport.Consistency> consistency = maps.consistency();
      double silhouette = silhouette(drawn.toArray(double[][]::new));
      RunReport report =
          new RunReport(
              clock.instant(),
              stages.stages(),
              backend.description(),
              request.asWritten(),
              request.signatures(),
              RunReport.PhysicalValues.of(request.signatures(), scenes),
              maps.reports(),
              skipped,
              maps.notes(consistency, notes),
              Optional.empty(),
              RunReport.Quality.of(maps.reports(), silhouette, drawn.size()),
              consistency,
              Optional.empty(),
              Optional.empty());
      JobOutputs.write(folder, report);
      progress.checkCanceled();
      folder.commit();
      return report;
    }
  }

  /** Ordinals of pixels of each scene, as many of one as of another. */
  private static long[] drawn(long[] pixels, int share) {
    LongStream all = LongStream.empty();
    long first = 0;
    for (long ofScene : pixels) {
      long start = first;
      all =
          LongStream.concat(
              all, LongStream.of(Ordinals.random(ofScene, share, SEED)).map(own -> start + own));
      first += ofScene;
    }
    return all.toArray();
  }

  private double silhouette(double[][] rows) {
    SpectralSpace space =
        request
            .signatures()
            .harmonization()
            .space(AffineMap.identity(request.signatures().bands().size()));
    return Silhouette.mean(space.whitened(rows), space.whitened(request.signatures().means()));
  }
}
