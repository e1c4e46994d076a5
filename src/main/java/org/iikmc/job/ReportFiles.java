/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import org.iikmc.job.html.ReportHtml;
import org.iikmc.raster.style.SldWriter;

/** The outputs of a job beside its maps. */
final class ReportFiles {
  private ReportFiles() {}

  static void write(OutputFolder folder, SeriesReport report) throws IOException {
    SignatureSet signatures = report.signatures();
    folder.write("signatures.json", SignatureJson.text(signatures));
    folder.write("signatures.csv", SignatureCsv.write(signatures));
    folder.write("classes.sld", SldWriter.write("classes", signatures.style()));
    folder.write(
        "classify.sld",
        SldWriter.writeClassifying(
            "classify", signatures.style(), SignatureJson.brief(signatures)));
    folder.write("report.json", ReportJson.write(report));
    folder.write("report.html", ReportHtml.write(report));
  }
}
