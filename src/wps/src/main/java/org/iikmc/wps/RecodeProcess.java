/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Parameter;
import org.iikmc.job.ClassifiedCoverage;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Options;
import org.iikmc.job.recode.RecodeJob;
import org.iikmc.job.recode.Recoding;
import org.iikmc.kmeans.problem.InputException;

/** {@code iikmc:Recode}: a classified map under a legend. */
final class RecodeProcess extends JobProcess {
  RecodeProcess(SceneCatalog catalog, Runs runs) {
    super(Door.RECODE_PROCESS, catalog, runs);
  }

  @Override
  String title() {
    return "Recode with a legend";
  }

  @Override
  String description() {
    return "Gives a classified map the colours of a legend, and the classes of each group one label:"
        + " 1 to m, in the order of the first class of each. Without a group of two classes, labels"
        + " stay. The map itself is not changed.";
  }

  @Override
  Parameter<?> result() {
    return new Parameter<>(
        "result",
        ClassifiedCoverage.class,
        "result",
        "Classified coverage: bytes 1 to m, 0 for no data");
  }

  @Override
  Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException {
    Legend legend =
        inputs
            .legend(Options.LEGEND_OF_MAP)
            .orElseThrow(
                () ->
                    new InputException(
                        "The input legend is missing; give a legend (JSON or CSV)."));
    ClassifiedMap map = ClassifiedMap.open(inputs.map());
    RecodeJob job = new RecodeJob(legend, runs().pixelLimit(), 0);
    try (Runs.Turn turn = runs().turn(progress)) {
      Recoding recoding = job.recoding(List.of(map), Optional.empty(), progress);
      return ClassifiedCoverage.of(map, recoding::apply, recoding.style());
    }
  }
}
