/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.geoserver.wps.ppio.CDataPPIO;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.wps.LegendDocument;

/** Legends in requests and responses, in one of the two types in which they come. */
public final class LegendPPIO extends CDataPPIO {
  private static final int MOST_BYTES = 8 << 20;

  private final String extension;

  /**
   * For the Spring context.
   *
   * @param mime type of the text
   * @param extension of its files: json or csv
   */
  public LegendPPIO(String mime, String extension) {
    super(LegendDocument.class, LegendDocument.class, mime);
    this.extension = extension;
  }

  @Override
  public Object decode(String input) {
    return new LegendDocument(input);
  }

  @Override
  public Object decode(InputStream input) throws IOException {
    byte[] bytes = input.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new InputException("The legend has more than 8 MiB, which no legend needs.");
    }
    return decode(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void encode(Object value, OutputStream out) throws IOException {
    LegendDocument legend = (LegendDocument) value;
    String text = extension.equals("csv") ? legend.csv() : legend.text();
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String getFileExtension() {
    return extension;
  }
}
