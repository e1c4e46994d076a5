/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

/** GDAL can't be used on this machine. The message says why, and what to do for it. */
final class UnusableGdalException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param reason a clause that names what is in the way
   * @param remedy a clause that begins with a verb
   */
  UnusableGdalException(String reason, String remedy) {
    super(reason + "; " + remedy);
  }
}
