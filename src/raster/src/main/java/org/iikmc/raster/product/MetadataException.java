/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

/**
 * A product's metadata can't be used; the message is a clause that names the file and the fault.
 */
final class MetadataException extends Exception {
  private static final long serialVersionUID = 1L;

  MetadataException(String message) {
    super(message);
  }
}
