/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.wps.ppio.CDataPPIO;
import org.iikmc.job.signatures.CsvFormat;
import org.iikmc.wps.SignatureDocument;

/** Signatures in responses as {@code text/csv}. */
public final class SignatureCsvPPIO extends CDataPPIO {
  /** For the Spring context. */
  public SignatureCsvPPIO() {
    super(SignatureDocument.class, SignatureDocument.class, "text/csv");
  }

  @Override
  public PPIODirection getDirection() {
    return PPIODirection.ENCODING;
  }

  @Override
  public Object decode(String input) {
    throw new UnsupportedOperationException("Signatures are read as application/json only.");
  }

  @Override
  public Object decode(InputStream input) {
    return decode("");
  }

  @Override
  public void encode(Object value, OutputStream out) throws IOException {
    String csv = CsvFormat.write(((SignatureDocument) value).parse("signatures"));
    out.write(csv.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getFileExtension() {
    return "csv";
  }
}
