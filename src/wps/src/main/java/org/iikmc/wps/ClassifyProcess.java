/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.List;
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
import org.iikmc.job.SignatureSet;
import org.iikmc.raster.InputException;
import org.iikmc.raster.SceneSource;
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
              name = "layer",
              min = 0,
              description =
                  "Layer. In place of a coverage, the scene by its name in the catalog:"
                      + " workspace:layer. The names of its bands and its quality band are then known"
                      + " as iikmc:ClassifySeries knows them.")
          String layer,
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
          if (coverage != null && layer != null) {
            throw new InputException("Both coverage and layer are given; give one of them.");
          }
          if (layer == null) {
            given(coverage, "coverage", "a coverage, or a layer");
          }
          SignatureSet classes =
              given(signatures, "signatures", "signatures (JSON), for example of iikmc:Cluster")
                  .parse("signatures");
          return layer == null
              ? ClassifiedCoverage.of(coverage, classes, pixels.bands(), pixels.rules())
              : ClassifiedCoverage.of(scene(layer), classes, pixels.bands(), pixels.rules());
        });
  }

  private SceneSource scene(String layer) throws IOException {
    List<SceneSource> scenes = catalog.scenes(List.of(layer.strip()));
    if (scenes.size() != 1) {
      throw new InputException(
          "The layer '"
              + layer
              + "' stands for "
              + scenes.size()
              + " scenes; name one, such as workspace:mosaic@2018-04-05, or use"
              + " iikmc:ClassifySeries.");
    }
    return scenes.get(0);
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
