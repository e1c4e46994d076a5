/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import org.geotools.api.data.Parameter;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Options;

/** {@code iikmc:Legend}: what the classes of a published series are called. */
final class LegendProcess extends JobProcess {
  LegendProcess(SceneCatalog catalog, Runs runs) {
    super(Door.LEGEND_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Legend of a series";
  }

  @Override
  String description() {
    return "Tells names, colours and groups of the classes of a published series, as they are saved"
        + " now. Writes nothing.";
  }

  @Override
  boolean computes() {
    return false;
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "legend",
        LegendDocument.class,
        "legend",
        "Legend: name, colour and group of each class, as JSON or CSV");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    return LegendDocument.of(
        catalog()
            .legend(
                inputs.given().find(Options.WORKSPACE_OF_SERIES),
                inputs.given().get(Options.PREFIX_OF_SERIES)));
  }
}
