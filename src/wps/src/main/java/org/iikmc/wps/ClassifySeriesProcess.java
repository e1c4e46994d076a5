/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.iikmc.job.ClassificationJob;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.JobSettings;
import org.iikmc.job.Publication;
import org.iikmc.job.PublicationPlan;
import org.iikmc.job.PublishedSeries;
import org.iikmc.job.ReportJson;
import org.iikmc.job.SceneCatalog;
import org.iikmc.job.SeriesReport;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.InputException;
import org.iikmc.raster.SceneSource;
import org.locationtech.jts.geom.Geometry;

/** {@code iikmc:ClassifySeries}: classified, styled layers of a series. */
@DescribeProcess(
    title = "Cluster series jointly",
    description =
        "Clusters the pixels of all scenes together (inter-image k-means), classifies every scene"
            + " with the common signatures, and publishes one styled layer for each scene, so that"
            + " class 3 means the same spectrum on every date; and, where the scenes have dates, one"
            + " layer with a TIME dimension. With signatures given it only classifies.",
    version = "1.0.0")
public final class ClassifySeriesProcess {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
  private static final String NAME_MEANING =
      "a name of up to 64 letters, digits, _, . and -, beginning with a letter";

  private final SceneCatalog catalog;
  private final Runs runs;

  /** Both are shared with other processes. */
  ClassifySeriesProcess(SceneCatalog catalog, Runs runs) {
    this.catalog = catalog;
    this.runs = runs;
  }

  /** Runs the process; the annotations say what the inputs mean. */
  @DescribeResult(
      name = "report",
      description =
          "Report (JSON): the layers with their WMS and WCS requests, signatures, areas of the"
              + " classes in each scene, iterations and quality figures")
  public ReportDocument execute(
      @DescribeParameter(name = "layers", min = 0, description = InputText.LAYERS) String[] layers,
      @DescribeParameter(
              name = "prefix",
              min = 0,
              description =
                  "Prefix. Name of the series, with which the names of its layers begin: the map of"
                      + " scene S is prefix_S, the layer with all dates is called prefix.")
          String prefix,
      @DescribeParameter(
              name = "workspace",
              min = 0,
              description =
                  "Workspace. Where to publish; you must be allowed to administer it. Default: the"
                      + " server's default workspace.")
          String workspace,
      @DescribeParameter(
              name = "style",
              min = 0,
              description =
                  "Style. Name of the style of the series, whose class names and colours can be"
                      + " edited afterwards for all its layers; default: prefix_classes. The same in"
                      + " the other palette is written beside it.")
          String style,
      @DescribeParameter(
              name = "group",
              min = 0,
              defaultValue = "false",
              meta = InputText.ALLOWED_FLAG,
              description = "Layer group. true: also make a group prefix_all of the layers.")
          String group,
      @DescribeParameter(
              name = "overwrite",
              min = 0,
              defaultValue = "false",
              meta = InputText.ALLOWED_FLAG,
              description =
                  "Overwrite. true: take the place of an earlier series of this prefix; false:"
                      + " refuse if a name is taken.")
          String overwrite,
      @DescribeParameter(
              name = "k",
              min = 0,
              minValue = 1,
              maxValue = 255,
              defaultValue = ClusterInputs.DEFAULT_K,
              description = InputText.K)
          String k,
      @DescribeParameter(name = "bands", min = 0, description = InputText.BANDS) String bands,
      @DescribeParameter(
              name = "maxIterations",
              min = 0,
              minValue = 1,
              defaultValue = "100",
              description = InputText.MAX_ITERATIONS)
          String maxIterations,
      @DescribeParameter(
              name = "changeThreshold",
              min = 0,
              minValue = 0,
              maxValue = 1,
              defaultValue = "0.01",
              description = InputText.CHANGE_THRESHOLD)
          String changeThreshold,
      @DescribeParameter(
              name = "shiftTolerance",
              min = 0,
              minValue = 0,
              defaultValue = "0",
              description = InputText.SHIFT_TOLERANCE)
          String shiftTolerance,
      @DescribeParameter(
              name = "init",
              min = 0,
              defaultValue = "midpoint",
              meta = InputText.ALLOWED_INIT,
              description = InputText.INIT)
          String init,
      @DescribeParameter(name = "initSignatures", min = 0, description = InputText.INIT_SIGNATURES)
          SignatureDocument initSignatures,
      @DescribeParameter(
              name = "signatures",
              min = 0,
              description =
                  "Signatures to classify with. Signatures of an earlier run (JSON): nothing is"
                      + " clustered, and labels mean what they meant then.")
          SignatureDocument signatures,
      @DescribeParameter(name = "seed", min = 0, defaultValue = "1", description = InputText.SEED)
          String seed,
      @DescribeParameter(name = "nodata", min = 0, description = InputText.NODATA) String nodata,
      @DescribeParameter(name = "mask", min = 0, defaultValue = "qa", description = InputText.MASK)
          String mask,
      @DescribeParameter(name = "aoi", min = 0, description = InputText.AOI) Geometry aoi,
      @DescribeParameter(name = "aoiCrs", min = 0, description = InputText.AOI_CRS) String aoiCrs,
      @DescribeParameter(
              name = "sample",
              min = 0,
              minValue = 0,
              maxValue = 1,
              defaultValue = "1.0",
              description = InputText.SAMPLE)
          String sample,
      @DescribeParameter(
              name = "skipEmpty",
              min = 0,
              defaultValue = "false",
              meta = InputText.ALLOWED_FLAG,
              description = InputText.SKIP_EMPTY)
          String skipEmpty,
      @DescribeParameter(
              name = "comparePerScene",
              min = 0,
              defaultValue = "false",
              meta = InputText.ALLOWED_FLAG,
              description =
                  "Compare with each scene for itself. true: also cluster each scene for itself, to"
                      + " show what joint clustering buys.")
          String comparePerScene,
      @DescribeParameter(
              name = "palette",
              min = 0,
              defaultValue = "categorical",
              meta = InputText.ALLOWED_PALETTE,
              description = InputText.PALETTE)
          String palette,
      @DescribeParameter(
              name = "device",
              min = 0,
              defaultValue = "auto",
              meta = InputText.ALLOWED_DEVICE,
              description = InputText.DEVICE)
          String device,
      @DescribeParameter(name = "memory", min = 0, description = InputText.MEMORY) String memory,
      ProgressListener listener) {
    Options options =
        new Options()
            .with("prefix", prefix)
            .with("workspace", workspace)
            .with("style", style)
            .with("group", group)
            .with("overwrite", overwrite)
            .with("k", k)
            .with("bands", bands)
            .with("maxIterations", maxIterations)
            .with("changeThreshold", changeThreshold)
            .with("shiftTolerance", shiftTolerance)
            .with("init", init)
            .with("seed", seed)
            .with("nodata", nodata)
            .with("mask", mask)
            .with("aoiCrs", aoiCrs)
            .with("sample", sample)
            .with("skipEmpty", skipEmpty)
            .with("comparePerScene", comparePerScene)
            .with("palette", palette)
            .with("device", device)
            .with("memory", memory);
    return runs.call(
        listener,
        progress -> {
          PublicationPlan plan = plan(options);
          PixelInputs pixels = new PixelInputs(options, aoi, catalog);
          SeriesJob job = job(options, pixels, initSignatures, signatures);
          List<SceneSource> scenes = pixels.scenes(layers, List.of());
          try (Publication publication = catalog.prepare(plan, scenes);
              Runs.Turn turn = runs.turn(progress)) {
            SeriesReport report = job.run(scenes, publication.folder(), progress);
            progress.publishing();
            progress.checkCanceled();
            PublishedSeries published = publication.publish(report);
            return new ReportDocument(ReportJson.write(report, published));
          }
        });
  }

  private static PublicationPlan plan(Options options) {
    String prefix =
        options
            .get("prefix")
            .orElseThrow(
                () -> new InputException("The input prefix is missing; give " + NAME_MEANING + "."))
            .matching(NAME, NAME_MEANING);
    return new PublicationPlan(
        options.get("workspace").map(Literal::text),
        prefix,
        options.get("style").map(s -> s.matching(NAME, NAME_MEANING)).orElse(prefix + "_classes"),
        ClusterInputs.palette(options),
        options.flag("group"),
        options.flag("overwrite"));
  }

  private SeriesJob job(
      Options options,
      PixelInputs pixels,
      SignatureDocument initSignatures,
      SignatureDocument signatures)
      throws IOException {
    AssignmentBackend backend = runs.backend(options);
    JobSettings settings =
        new ClusterInputs(options, initSignatures).settings(pixels.bands(), pixels.rules());
    if (signatures == null) {
      ClusteringJob job =
          new ClusteringJob(
              settings,
              ClusterInputs.describe(settings, pixels),
              runs.pixelLimit(),
              backend,
              Clock.systemUTC());
      return job::run;
    }
    Map<String, String> described = new LinkedHashMap<>();
    described.put("signatures", "given");
    pixels.describe(described);
    ClassificationJob job =
        new ClassificationJob(
            signatures.parse("signatures"),
            "The input signatures",
            pixels.bands(),
            settings.rules(),
            settings.skipEmpty(),
            described,
            runs.pixelLimit(),
            backend,
            Clock.systemUTC());
    return job::run;
  }

  /** Either of the jobs that write maps. */
  private interface SeriesJob {
    SeriesReport run(List<SceneSource> scenes, Path out, Progress progress) throws IOException;
  }
}
