/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import org.geotools.api.data.Parameter;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;

/** {@code iikmc:SaveLegend}: gives the classes of a published series other names. */
final class SaveLegendProcess extends JobProcess {
  SaveLegendProcess(SceneCatalog catalog, Runs runs) {
    super(Door.SAVE_LEGEND_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Save the legend of a series";
  }

  @Override
  String description() {
    return "Gives the classes of a published series other names, colours and groups: its styles,"
        + " legends and files follow, or nothing does. The maps keep their labels. What somebody"
        + " else has edited is not replaced.";
  }

  @Override
  boolean writes() {
    return true;
  }

  @Override
  boolean computes() {
    return false;
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "legend", LegendDocument.class, "legend", "The legend as it is saved now, as JSON or CSV");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    Legend wanted =
        inputs
            .legend(Options.LEGEND_TO_SAVE)
            .orElseThrow(
                () ->
                    new InputException(
                        "The input legend is missing; give a legend (JSON or CSV), such as"
                            + " iikmc:Legend gives."));
    LegendEdit edit = new LegendEdit(wanted, inputs.legend(Options.LEGEND_BEFORE));
    return LegendDocument.of(
        catalog()
            .save(
                inputs.given().find(Options.WORKSPACE_OF_SERIES),
                inputs.given().get(Options.PREFIX_OF_SERIES),
                edit));
  }
}
