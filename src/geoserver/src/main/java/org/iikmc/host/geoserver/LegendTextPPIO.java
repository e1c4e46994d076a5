/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import org.iikmc.wps.LegendDocument;

/** Legends in requests. */
public final class LegendTextPPIO extends TextInputPPIO {
  /**
   * For the Spring context.
   *
   * @param mime type of the text
   * @param extension of its files
   */
  public LegendTextPPIO(String mime, String extension) {
    super(LegendDocument.class, mime, extension);
  }

  @Override
  public Object decode(String input) {
    return new LegendDocument(input);
  }
}
