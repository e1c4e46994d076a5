/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

/**
 * Remembers what a query says of values of 16 bits: a block has few of them, but they change from
 * pixel to pixel. For one thread.
 */
final class QualityVerdicts {
  private static final byte KEPT = 1;
  private static final byte DROPPED = 2;

  private final QualityQuery query;

  /** By value; 0 if it was not asked yet. */
  private final byte[] known = new byte[1 << 16];

  QualityVerdicts(QualityQuery query) {
    this.query = query;
  }

  /** Whether a pixel of this value, from 0 to 65535, is in one of the conditions. */
  boolean states(int value) {
    if (known[value] == 0) {
      known[value] = query.states(value) ? DROPPED : KEPT;
    }
    return known[value] == DROPPED;
  }
}
