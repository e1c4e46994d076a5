/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.iikmc.job.html.ReportHtml;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.SldWriter;

/** The outputs of a job beside its maps. */
final class ReportFiles {
  private static final Map<String, Function<SeriesReport, String>> TEXTS =
      Map.of(
          "signatures.json",
          report -> SignatureJson.text(report.signatures()),
          "signatures.csv",
          report -> SignatureCsv.write(report.signatures()),
          "classes.sld",
          report -> SldWriter.write("classes", report.signatures().style()),
          "classify.sld",
          report ->
              SldWriter.writeClassifying(
                  "classify",
                  report.signatures().style(),
                  SignatureJson.brief(report.signatures())),
          StoredSeries.REPORT,
          ReportJson::write,
          "report.html",
          ReportHtml::write);

  private ReportFiles() {}

  /** Names of all outputs of a job, maps included. */
  static List<String> names(List<SceneSource> scenes) {
    List<String> names = new ArrayList<>(TEXTS.keySet());
    scenes.forEach(scene -> names.addAll(SceneOutput.names(scene.name())));
    return names;
  }

  static void write(OutputFolder folder, SeriesReport report) throws IOException {
    for (var text : TEXTS.entrySet()) {
      folder.write(text.getKey(), text.getValue().apply(report));
    }
  }
}
