/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.wps.ppio.CDataPPIO;
import org.iikmc.wps.ComparisonDocument;

/** Comparisons in responses as {@code application/json}. */
public final class ComparisonJsonPPIO extends CDataPPIO {
  /** For the Spring context. */
  public ComparisonJsonPPIO() {
    super(ComparisonDocument.class, ComparisonDocument.class, "application/json");
  }

  @Override
  public PPIODirection getDirection() {
    return PPIODirection.ENCODING;
  }

  @Override
  public Object decode(String input) {
    throw new UnsupportedOperationException("A comparison is an output only.");
  }

  @Override
  public Object decode(InputStream input) {
    return decode("");
  }

  @Override
  public void encode(Object value, OutputStream out) throws IOException {
    out.write(((ComparisonDocument) value).json().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getFileExtension() {
    return "json";
  }
}
