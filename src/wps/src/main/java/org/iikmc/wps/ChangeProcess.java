/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.change.ChangeJob;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.Palette;

/** {@code iikmc:Change}: what became of classes between dates, as styled layers. */
final class ChangeProcess extends JobProcess {
  ChangeProcess(SceneCatalog catalog, Runs runs) {
    super(Door.CHANGE_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Changes between dates";
  }

  @Override
  String description() {
    return "Tells what became of the classes of maps from date to date, or between two dates: areas"
        + " from class to class, and one styled layer of the changes for each pair of dates.";
  }

  @Override
  boolean writes() {
    return true;
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "changes",
        ReportDocument.class,
        "changes",
        "Changes (JSON): areas from class to class for each pair of dates, what the values of the"
            + " layers mean, and the layers with their WMS and WCS requests");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    List<SceneSource> maps = inputs.maps();
    ChangeJob job =
        new ChangeJob(inputs.given(), runs().pixelLimit(), Clock.systemUTC(), runs().threads());
    try (Publication publication = catalog().prepare(plan(inputs.given()), job.pairs(maps, true));
        Runs.Turn turn = runs().turn(progress)) {
      ChangeReport report =
          job.write(
              maps,
              true,
              Optional.empty(),
              publication.folder(),
              (pair, date) -> publication.naming().of(pair, date).tiff(),
              progress);
      progress.publishing();
      progress.checkCanceled();
      return new ReportDocument(report.published(publication.publish(report)).json());
    }
  }

  private static PublicationPlan plan(Given given) {
    String prefix = given.get(Options.PREFIX);
    return new PublicationPlan(
        given.find(Options.WORKSPACE),
        prefix,
        given.find(Options.STYLE).orElse(prefix + "_classes"),
        Palette.CATEGORICAL,
        false,
        false,
        given.get(Options.OVERWRITE));
  }
}
