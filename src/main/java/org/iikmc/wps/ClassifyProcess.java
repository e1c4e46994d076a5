/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.Optional;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Query;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.iikmc.job.ClassifiedCoverage;
import org.iikmc.job.SceneCatalog;
import org.iikmc.raster.InputException;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code iikmc:Classify}: a coverage classified with given signatures; also a rendering
 * transformation, which draws a layer classified.
 */
@DescribeProcess(
    title = "Classify with signatures",
    description =
        "Gives every pixel of a coverage the class of the nearest signature: bytes 1 to k, 0 for no"
            + " data, on the grid of the coverage. As a rendering transformation in a style it"
            + " classifies a layer as it is drawn.",
    version = "1.0.0")
public final class ClassifyProcess {
  private final SceneCatalog catalog;
  private final Runs runs;

  /** Both are shared with other processes. */
  ClassifyProcess(SceneCatalog catalog, Runs runs) {
    this.catalog = catalog;
    this.runs = runs;
  }

  /** Runs the process; the annotations say what the inputs mean. */
  @DescribeResult(name = "result", description = "Classified coverage: bytes 1 to k, 0 for no data")
  public GridCoverage2D execute(
      @DescribeParameter(
              name = "coverage",
              min = 0,
              description = "Coverage. The scene to classify, for example by WCS reference.")
          GridCoverage2D coverage,
      @DescribeParameter(
              name = "signatures",
              min = 0,
              description = "Signatures. Of iikmc:Cluster or the command line (JSON).")
          SignatureDocument signatures,
      @DescribeParameter(
              name = "bands",
              min = 0,
              description =
                  "Bands. Names or numbers from 1 in the order of the signatures, with commas"
                      + " between them; default: those that the signatures name, or all if there are"
                      + " as many.")
          String bands,
      @DescribeParameter(name = "nodata", min = 0, description = InputText.NODATA) String nodata,
      @DescribeParameter(name = "mask", min = 0, defaultValue = "qa", description = InputText.MASK)
          String mask,
      @DescribeParameter(name = "aoi", min = 0, description = InputText.AOI) Geometry aoi,
      @DescribeParameter(name = "aoiCrs", min = 0, description = InputText.AOI_CRS) String aoiCrs,
      ProgressListener listener) {
    Options options =
        new Options()
            .with("bands", bands)
            .with("nodata", nodata)
            .with("mask", mask)
            .with("aoiCrs", aoiCrs);
    return runs.call(
        listener,
        progress -> {
          PixelInputs pixels = new PixelInputs(options, aoi, catalog);
          return ClassifiedCoverage.of(
              given(coverage, "coverage", "a coverage"),
              given(signatures, "signatures", "signatures (JSON), for example of iikmc:Cluster")
                  .parse("signatures"),
              pixels.bands(),
              pixels.rules());
        });
  }

  private static <T> T given(T input, String name, String meaning) {
    return Optional.ofNullable(input)
        .orElseThrow(
            () -> new InputException("The input " + name + " is missing; give " + meaning + "."));
  }

  /**
   * As a rendering transformation: the pixels of a map are classified one by one, so that what has
   * to be read is the map's own grid.
   */
  public GridGeometry invertGridGeometry(Query targetQuery, GridGeometry targetGridGeometry) {
    return targetGridGeometry;
  }
}
