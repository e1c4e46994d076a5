/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.document;

/** Text of tables as RFC 4180 has it. */
public final class CsvText {
  private CsvText() {}

  /** A cell, in quotes where it needs them. */
  public static String cell(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
