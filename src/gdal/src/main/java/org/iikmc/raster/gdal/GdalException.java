/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

/** GDAL failed. The message is GDAL's own. */
final class GdalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GdalException(String message) {
    super(message == null ? "" : message);
  }
}
