/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.iikmc.job.document.CsvText;
import org.iikmc.raster.style.HexColor;

/** Signatures as CSV (RFC 4180), one row per class, for spreadsheets and R. */
public final class CsvFormat {
  private CsvFormat() {}

  /** The document: class, name, color, group, pixels, mean of each band, spread of each band. */
  public static String write(SignatureSet set) {
    StringJoiner lines = new StringJoiner("\r\n", "", "\r\n");
    StringJoiner head = new StringJoiner(",");
    List.of("class", "name", "color", "group", "pixels").forEach(head::add);
    set.bands().forEach(band -> head.add(CsvText.cell(band)));
    set.bands().forEach(band -> head.add(CsvText.cell(band + "_spread")));
    lines.add(head.toString());
    for (int c = 0; c < set.k(); c++) {
      SignatureSet.ClassSignature each = set.classes().get(c);
      StringJoiner row = new StringJoiner(",");
      row.add(Integer.toString(c + 1))
          .add(CsvText.cell(each.name()))
          .add(HexColor.text(each.color()));
      row.add(CsvText.cell(each.group().orElse("")));
      row.add(Long.toString(each.pixels()));
      for (double value : each.mean()) {
        row.add(number(value));
      }
      for (double value : each.spread()) {
        row.add(number(value));
      }
      lines.add(row.toString());
    }
    return lines.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
