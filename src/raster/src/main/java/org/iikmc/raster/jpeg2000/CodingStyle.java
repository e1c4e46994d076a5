/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * How a component of a tile is coded, by marker segments COD or COC (A.6.1, A.6.2).
 *
 * @param levels of wavelet transform
 * @param blockWidth power of two, likewise the height
 * @param blockStyle bits of Table A.19
 * @param reversible whether by the 5/3 filter, or by the 9/7 one
 * @param precincts powers of two of width and height of each resolution, the latter in the upper
 *     four bits
 */
record CodingStyle(
    int levels,
    int blockWidth,
    int blockHeight,
    int blockStyle,
    boolean reversible,
    int[] precincts) {
  static final int BYPASS = 1;
  static final int RESET = 2;
  static final int TERMINATE = 4;
  static final int CAUSAL = 8;
  static final int SEGMENTATION = 32;

  boolean has(int style) {
    return (blockStyle & style) != 0;
  }

  int precinctWidth(int resolution) {
    return precincts[resolution] & 15;
  }

  int precinctHeight(int resolution) {
    return precincts[resolution] >> 4;
  }
}
