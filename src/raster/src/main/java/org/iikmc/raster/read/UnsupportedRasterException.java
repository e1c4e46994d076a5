/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import org.iikmc.kmeans.problem.InputException;

/** A raster is whole, as far as one can see, but of a kind that is not read here. */
public final class UnsupportedRasterException extends InputException {
  private static final long serialVersionUID = 1;

  /** A problem of {@linkplain org.iikmc.kmeans.problem.Problem#of parts}. */
  public UnsupportedRasterException(Object... parts) {
    super(parts);
  }
}
