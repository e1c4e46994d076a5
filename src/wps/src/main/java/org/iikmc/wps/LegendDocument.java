/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendFormat;
import org.iikmc.kmeans.problem.InputException;

/**
 * A legend as it travels: JSON or CSV that nobody has looked at yet.
 *
 * @param text see {@link LegendFormat}
 */
public record LegendDocument(String text) {
  /**
   * The legend.
   *
   * @param input name of the input, for messages
   * @throws InputException if there is none in it that can be used
   */
  Legend parse(String input) {
    return LegendFormat.parse(text, "The input " + input);
  }
}
