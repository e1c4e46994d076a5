/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.InputStream;
import java.io.OutputStream;
import org.geoserver.wps.ppio.BinaryPPIO;
import org.geoserver.wps.ppio.ComplexPPIO;
import org.iikmc.job.ClassifiedCoverage;

/**
 * One of GeoServer's formats for coverages, for classified ones. They have only those of their own:
 * GeoServer offers JPEG for coverages, too, but fails to write one that has colours and nodata.
 */
public final class ClassifiedCoveragePPIO extends BinaryPPIO {
  private final ComplexPPIO format;

  /** For the Spring context. */
  public ClassifiedCoveragePPIO(ComplexPPIO format) {
    super(ClassifiedCoverage.class, ClassifiedCoverage.class, format.getMimeType());
    this.format = format;
    identifer = "result"; // of the output: goes before formats that fit only by type
  }

  @Override
  public PPIODirection getDirection() {
    return PPIODirection.ENCODING;
  }

  @Override
  public Object decode(InputStream input) {
    throw new UnsupportedOperationException("Classified coverages are outputs");
  }

  @Override
  public void encode(Object value, OutputStream out) throws Exception {
    format.encode(value, out);
  }

  @Override
  public String getFileExtension() {
    return format.getFileExtension();
  }
}
