/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import org.iikmc.wps.ReferenceDocument;

/** References in requests. */
public final class ReferenceTextPPIO extends TextInputPPIO {
  /**
   * For the Spring context.
   *
   * @param mime type of the text
   * @param extension of its files
   */
  public ReferenceTextPPIO(String mime, String extension) {
    super(ReferenceDocument.class, mime, extension);
  }

  @Override
  public Object decode(String input) {
    return new ReferenceDocument(input);
  }
}
