/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.JsonLegend;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendFormat;

/**
 * A legend as it travels: JSON or CSV that nobody has looked at yet; as an output, JSON.
 *
 * @param text see {@link LegendFormat}
 */
public record LegendDocument(String text) {
  /** Of a legend. */
  static LegendDocument of(Legend legend) {
    return new LegendDocument(JsonLegend.write(legend));
  }

  /**
   * The legend.
   *
   * @param input name of the input, for messages
   * @throws org.iikmc.kmeans.problem.InputException if there is none in it that can be used
   */
  Legend parse(String input) {
    return LegendFormat.parse(text, "The input " + input);
  }

  /** The same as CSV. */
  public String csv() {
    return CsvLegend.write(parse("legend"));
  }
}
