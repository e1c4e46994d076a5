/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.iikmc.job.ClassificationJob;
import org.iikmc.job.ClassifyRequest;
import org.iikmc.job.ClusterRequest;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;

/** {@code iikmc:ClassifySeries}: classified, styled layers of a series. */
final class ClassifySeriesProcess extends JobProcess {
  ClassifySeriesProcess(SceneCatalog catalog, Runs runs) {
    super(Door.SERIES_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Cluster series jointly";
  }

  @Override
  String description() {
    return "Clusters the pixels of all scenes together (inter-image k-means), classifies every scene"
        + " with the common signatures, and publishes one styled layer for each scene, so that"
        + " class 3 means the same spectrum on every date; and, where the scenes have dates, one"
        + " layer with a TIME dimension. With signatures given it only classifies.";
  }

  @Override
  boolean writes() {
    return true;
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "report",
        ReportDocument.class,
        "report",
        "Report (JSON): the layers with their WMS and WCS requests, signatures, areas of the"
            + " classes in each scene, iterations and quality figures");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    SeriesJob job = job(inputs);
    List<SceneSource> scenes = inputs.scenes();
    try (Publication publication = catalog().prepare(plan(inputs.given()), names(scenes));
        Runs.Turn turn = runs().turn(progress)) {
      RunReport report = job.run(scenes, publication.folder(), publication.naming(), progress);
      progress.publishing();
      progress.checkCanceled();
      PublishedSeries published = publication.publish(report);
      return new ReportDocument(JsonReport.write(report, published));
    }
  }

  private static List<String> names(List<SceneSource> scenes) {
    return scenes.stream().map(SceneSource::name).toList();
  }

  private static PublicationPlan plan(Given given) {
    String prefix = given.get(Options.PREFIX);
    return new PublicationPlan(
        given.find(Options.WORKSPACE),
        prefix,
        given.find(Options.STYLE).orElse(prefix + "_classes"),
        given.get(Options.PALETTE),
        given.get(Options.CONFIDENCE),
        given.get(Options.GROUP),
        given.get(Options.OVERWRITE));
  }

  private SeriesJob job(ProcessInputs inputs) throws IOException {
    AssignmentBackend backend = runs().backend(inputs.given());
    Optional<SignatureSet> signatures = inputs.signatures(Options.SIGNATURES);
    if (signatures.isEmpty()) {
      return new ClusteringJob(
              ClusterRequest.of(inputs.given(), inputs),
              runs().pixelLimit(),
              backend,
              Clock.systemUTC())
          ::run;
    }
    return new ClassificationJob(
            ClassifyRequest.of(inputs.given(), inputs, signatures.get(), "The input signatures"),
            runs().pixelLimit(),
            backend,
            Clock.systemUTC())
        ::run;
  }

  /** Either of the jobs that write maps. */
  private interface SeriesJob {
    RunReport run(List<SceneSource> scenes, Path out, MapNaming naming, Progress progress)
        throws IOException;
  }
}
