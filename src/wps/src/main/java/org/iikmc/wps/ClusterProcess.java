/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.time.Clock;
import java.util.List;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.JobSettings;
import org.iikmc.job.SceneCatalog;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.raster.SceneSource;
import org.locationtech.jts.geom.Geometry;

/** {@code iikmc:Cluster}: signatures of a series, and no maps. */
@DescribeProcess(
    title = "Cluster to signatures",
    description =
        "Clusters the pixels of all scenes together (inter-image k-means) and returns the"
            + " signatures: one set of classes for all dates, to classify these and further scenes"
            + " with. Reads each pixel once; writes nothing.",
    version = "1.0.0")
public final class ClusterProcess {
  private final SceneCatalog catalog;
  private final Runs runs;

  /** Both are shared with other processes. */
  ClusterProcess(SceneCatalog catalog, Runs runs) {
    this.catalog = catalog;
    this.runs = runs;
  }

  /** Runs the process; the annotations say what the inputs mean. */
  @DescribeResult(
      name = "signatures",
      description = "Signatures: the mean spectrum of each class, as JSON or CSV")
  public SignatureDocument execute(
      @DescribeParameter(name = "layers", min = 0, description = InputText.LAYERS) String[] layers,
      @DescribeParameter(
              name = "coverages",
              min = 0,
              description =
                  "Scenes as coverages. Instead of layers or beside them, by WCS reference.")
          GridCoverage2D[] coverages,
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
            .with("palette", palette)
            .with("device", device)
            .with("memory", memory);
    return runs.call(
        listener,
        progress -> {
          PixelInputs pixels = new PixelInputs(options, aoi, catalog);
          JobSettings settings =
              new ClusterInputs(options, initSignatures).settings(pixels.bands(), pixels.rules());
          AssignmentBackend backend = runs.backend(options);
          List<SceneSource> scenes = pixels.scenes(layers, GivenCoverages.scenes(coverages));
          ClusteringJob job =
              new ClusteringJob(
                  settings,
                  ClusterInputs.describe(settings, pixels),
                  runs.pixelLimit(),
                  backend,
                  Clock.systemUTC());
          try (Runs.Turn turn = runs.turn(progress)) {
            return SignatureDocument.of(job.signatures(scenes, progress));
          }
        });
  }
}
