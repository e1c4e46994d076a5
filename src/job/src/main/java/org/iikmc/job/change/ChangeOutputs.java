/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.iikmc.job.document.CsvText;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.report.html.ChangeHtml;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.SldWriter;

/** The files of changes beside the rasters. */
final class ChangeOutputs {
  private static final String LINE = "\r\n"; // as RFC 4180 has it
  private static final String PAGE = "changes.html";
  private static final String TABLE = "changes.csv";
  private static final String STYLE = "changes.sld";

  private ChangeOutputs() {}

  /** Names of all files, rasters and what is beside them included. */
  static List<String> names(List<MapPair> pairs, ChangeJob.Naming naming) {
    List<String> names = new ArrayList<>(List.of(ChangeReport.FILE, PAGE, TABLE, STYLE));
    for (MapPair pair : pairs) {
      String raster = naming.of(pair.name(), pair.to().date());
      names.add(raster);
      names.add(raster + ".aux.xml");
      names.add(raster.replaceFirst("\\.tif$", ".qml"));
    }
    return names;
  }

  static void write(Outputs folder, ChangeReport report, ClassStyle style) throws IOException {
    folder.write(ChangeReport.FILE, report.json());
    folder.write(PAGE, ChangeHtml.write(report));
    folder.write(TABLE, table(report));
    folder.write(STYLE, SldWriter.write("changes", style));
  }

  private static String table(ChangeReport report) {
    Map<Integer, String> names = new HashMap<>();
    report.classes().forEach(each -> names.put(each.label(), each.name()));
    StringBuilder csv = new StringBuilder();
    csv.append("from_map,from_date,to_map,to_date,from_class,from_name,to_class,to_name");
    csv.append(",pixels,km2,share,value").append(LINE);
    for (ChangeReport.PairEntry pair : report.pairs()) {
      for (ChangeReport.Transition each : pair.transitions()) {
        csv.append(map(pair.from())).append(',').append(map(pair.to())).append(',');
        csv.append(each.from()).append(',').append(CsvText.cell(names.get(each.from())));
        csv.append(',');
        csv.append(each.to()).append(',').append(CsvText.cell(names.get(each.to())));
        csv.append(',').append(each.pixels()).append(',');
        if (each.squareKilometres() != null) {
          csv.append(String.format(Locale.ROOT, "%.6f", each.squareKilometres()));
        }
        csv.append(String.format(Locale.ROOT, ",%.8f,%d", each.share(), each.value()));
        csv.append(LINE);
      }
    }
    return csv.toString();
  }

  private static String map(ChangeReport.MapEntry map) {
    return CsvText.cell(map.name()) + "," + Objects.requireNonNullElse(map.date(), "");
  }
}
