/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.wps.ppio.CDataPPIO;
import org.iikmc.kmeans.problem.InputException;

/** Documents in requests, as text of one of the types in which they come. */
abstract class TextInputPPIO extends CDataPPIO {
  private static final int MOST_BYTES = 64 << 20;

  private final String extension;

  /**
   * @param type of the document
   * @param mime type of the text
   * @param extension of its files
   */
  TextInputPPIO(Class<?> type, String mime, String extension) {
    super(type, type, mime);
    this.extension = extension;
  }

  @Override
  public PPIODirection getDirection() {
    return PPIODirection.DECODING;
  }

  @Override
  public Object decode(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new InputException(
          "A document of the request has more than 64 MiB; give a smaller one.");
    }
    return decode(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public abstract Object decode(String input);

  @Override
  public void encode(Object value, OutputStream out) {
    throw new UnsupportedOperationException("This document is an input only.");
  }

  @Override
  public String getFileExtension() {
    return extension;
  }
}
