/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

/** Which pixels of one class belong together. */
public enum Connectedness {
  /** Those that share a side. */
  FOUR(0),
  /** Those that share a side or a corner. */
  EIGHT(1);

  /** How many columns beside a run of pixels those of the next row may end or begin. */
  final int reach;

  Connectedness(int reach) {
    this.reach = reach;
  }
}
