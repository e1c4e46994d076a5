/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.compare.ComparisonJob;
import org.iikmc.job.compare.References;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.SceneSource;

/** {@code iikmc:Compare}: classified maps against what is known of the ground. */
final class CompareProcess extends JobProcess {
  CompareProcess(SceneCatalog catalog, Runs runs) {
    super(Door.COMPARE_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Compare maps with a reference";
  }

  @Override
  String description() {
    return "Compares classified maps with points, polygons or a raster of known covers: confusion"
        + " matrix, accuracies with confidence intervals, kappa, adjusted Rand index, mutual"
        + " information, which class is which cover, and areas where the reference is a sample."
        + " Writes nothing.";
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "comparison",
        ComparisonDocument.class,
        "comparison",
        "Comparison (JSON): the table of classes and covers and all figures");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    List<SceneSource> maps = inputs.maps();
    References references = references(inputs);
    ComparisonJob job = new ComparisonJob(inputs.given(), runs().pixelLimit(), Clock.systemUTC());
    try (Runs.Turn turn = runs().turn(progress)) {
      return new ComparisonDocument(
          job.compare(maps, references, Optional.empty(), progress).json());
    }
  }

  private References references(ProcessInputs inputs) throws IOException {
    ReferenceDocument document =
        inputs
            .reference()
            .orElseThrow(
                () ->
                    new InputException(
                        "The input reference is missing; give points or polygons (GeoJSON, CSV), or"
                            + " the name of a raster layer."));
    if (!document.isLayer()) {
      return References.ofDocument(document.text(), inputs.given(), "The input reference");
    }
    String layer = document.text().strip();
    List<SceneSource> found;
    try {
      found = catalog().scenes(List.of(layer));
    } catch (InputException e) {
      throw new InputException(
          Problem.of(
              Problem.option(Options.REFERENCE.name()),
              " is neither GeoJSON, nor CSV with a line of names, nor a raster layer: ",
              e.problem()),
          e);
    }
    if (found.size() != 1) {
      throw new InputException(
          "The input reference is '"
              + layer
              + "', which stands for "
              + found.size()
              + " scenes; name one layer.");
    }
    return References.ofRaster(found.get(0), inputs.given(), "The layer '" + layer + "'");
  }
}
