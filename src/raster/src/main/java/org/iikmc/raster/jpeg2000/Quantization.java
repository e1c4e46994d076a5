/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * Step sizes of the subbands of a component, by marker segments QCD or QCC (A.6.4, A.6.5).
 *
 * @param style 0 for none, 1 if that of one band tells of all, 2 if each band has its own
 * @param guardBits see E.1
 * @param steps exponent in the upper five of 16 bits, mantissa below it
 */
record Quantization(int style, int guardBits, int[] steps) {
  /**
   * Exponent of a band (E-5).
   *
   * @param band number in the order of the codestream, from 0: LL, then HL, LH, HH of each level
   */
  int exponent(int band) {
    return style == 1 ? (steps[0] >> 11) - (band == 0 ? 0 : (band - 1) / 3) : steps[band] >> 11;
  }

  /** Step of a band whose values have so many bits (E-3). */
  float step(int band, int bits) {
    int mantissa = (style == 1 ? steps[0] : steps[band]) & 0x7FF;
    return (float) (Math.scalb(1.0, bits - exponent(band)) * (1 + mantissa / 2048.0));
  }

  /** Whether it tells of so many bands. */
  boolean isOf(int bands) {
    return style == 1 || steps.length >= bands;
  }
}
