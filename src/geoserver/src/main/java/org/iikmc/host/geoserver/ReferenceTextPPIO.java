/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.wps.ppio.CDataPPIO;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.wps.ReferenceDocument;

/** References in requests, as text of one of the types in which they come. */
public final class ReferenceTextPPIO extends CDataPPIO {
  private static final int MOST_BYTES = 64 << 20;

  private final String extension;

  /**
   * For the Spring context.
   *
   * @param mime type of the text
   * @param extension of its files
   */
  public ReferenceTextPPIO(String mime, String extension) {
    super(ReferenceDocument.class, ReferenceDocument.class, mime);
    this.extension = extension;
  }

  @Override
  public PPIODirection getDirection() {
    return PPIODirection.DECODING;
  }

  @Override
  public Object decode(String input) {
    return new ReferenceDocument(input);
  }

  @Override
  public Object decode(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new InputException("The reference has more than 64 MiB; give fewer places.");
    }
    return decode(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void encode(Object value, OutputStream out) {
    throw new UnsupportedOperationException("A reference is an input only.");
  }

  @Override
  public String getFileExtension() {
    return extension;
  }
}
