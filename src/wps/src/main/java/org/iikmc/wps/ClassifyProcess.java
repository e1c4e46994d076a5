/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.geotools.api.coverage.grid.GridGeometry;
import org.geotools.api.data.Parameter;
import org.geotools.api.data.Query;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.RenderingProcess;
import org.iikmc.job.ClassifiedCoverage;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Options;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.SceneSource;

/**
 * {@code iikmc:Classify}: a coverage classified with given signatures; also a rendering
 * transformation, which draws a layer classified.
 */
final class ClassifyProcess extends JobProcess implements RenderingProcess {
  ClassifyProcess(SceneCatalog catalog, Runs runs) {
    super(Door.CLASSIFY_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Classify with signatures";
  }

  @Override
  String description() {
    return "Gives every pixel of a coverage the class of the nearest signature: bytes 1 to k, 0 for"
        + " no data, on the grid of the coverage. As a rendering transformation in a style it"
        + " classifies a layer as it is drawn.";
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "result",
        ClassifiedCoverage.class,
        "result",
        "Classified coverage: bytes 1 to k, 0 for no data");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    if (inputs.coverage().isPresent() && inputs.layer().isPresent()) {
      throw new InputException("Both coverage and layer are given; give one of them.");
    }
    if (inputs.coverage().isEmpty() && inputs.layer().isEmpty()) {
      throw missing("coverage", "a coverage, or a layer");
    }
    SignatureSet classes =
        inputs
            .signatures(Options.SIGNATURES_OF_SCENE)
            .orElseThrow(
                () -> missing("signatures", "signatures (JSON), for example of iikmc:Cluster"));
    BandSelection bands =
        inputs
            .given()
            .find(Options.BANDS_OF_SIGNATURES)
            .map(BandSelection::parse)
            .orElse(BandSelection.defaults());
    PixelRules rules = inputs.rules(inputs.given());
    if (inputs.coverage().orElse(null) instanceof GridCoverage2D coverage) {
      return ClassifiedCoverage.of(coverage, classes, bands, rules);
    }
    SceneSource scene =
        inputs.coverage().isPresent()
            ? (SceneSource) inputs.coverage().get()
            : scene(inputs.layer().orElseThrow());
    return ClassifiedCoverage.of(scene, classes, bands, rules);
  }

  private SceneSource scene(String layer) throws IOException {
    List<SceneSource> scenes = catalog().scenes(List.of(layer));
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

  private static InputException missing(String name, String meaning) {
    return new InputException("The input " + name + " is missing; give " + meaning + ".");
  }

  @Override
  public Query invertQuery(Map<String, Object> input, Query target, GridGeometry grid) {
    return target;
  }

  /**
   * As a rendering transformation: the pixels of a map are classified one by one, so that what has
   * to be read is the map's own grid.
   */
  @Override
  public GridGeometry invertGridGeometry(
      Map<String, Object> input, Query target, GridGeometry grid) {
    return grid;
  }
}
