/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import java.util.Locale;
import java.util.StringJoiner;

/** Signatures as CSV (RFC 4180), one row per class, for spreadsheets and R. */
public final class CsvFormat {
  private CsvFormat() {}

  /** The document: class, name, color, pixels, mean of each band, spread of each band. */
  public static String write(SignatureSet set) {
    StringJoiner lines = new StringJoiner("\r\n", "", "\r\n");
    StringJoiner head = new StringJoiner(",").add("class").add("name").add("color").add("pixels");
    set.bands().forEach(band -> head.add(quote(band)));
    set.bands().forEach(band -> head.add(quote(band + "_spread")));
    lines.add(head.toString());
    for (int c = 0; c < set.k(); c++) {
      SignatureSet.ClassSignature each = set.classes().get(c);
      StringJoiner row = new StringJoiner(",");
      row.add(Integer.toString(c + 1)).add(quote(each.name())).add(set.style().hex(c));
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

  /** A cell, in quotes where it needs them. */
  public static String quote(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
