/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.wps.ppio.CDataPPIO;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.wps.SignatureDocument;

/** Signatures in requests and responses as {@code application/json}. */
public final class SignatureJsonPPIO extends CDataPPIO {
  private static final int MOST_BYTES = 8 << 20;

  /** For the Spring context. */
  public SignatureJsonPPIO() {
    super(SignatureDocument.class, SignatureDocument.class, "application/json");
  }

  @Override
  public Object decode(String input) {
    return new SignatureDocument(input);
  }

  @Override
  public Object decode(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new InputException("The signatures have more than 8 MiB, which no signatures need.");
    }
    return decode(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void encode(Object value, OutputStream out) throws IOException {
    out.write(((SignatureDocument) value).json().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getFileExtension() {
    return "json";
  }
}
