/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

/** Values of the QA_PIXEL band of Landsat collection 2. */
final class QaPixel {
  static final short FILL = 1;

  private static final int CIRRUS = 1 << 2;
  private static final int CLOUD = 1 << 3;
  private static final int SHADOW = 1 << 4;
  private static final int SNOW = 1 << 5;
  private static final int CLEAR = 1 << 6;
  private static final int WATER = 1 << 7;

  /** Low confidence (01) in the pairs for cloud, shadow, snow and cirrus, from bit 8 on. */
  private static final int LOW = 0x5500;

  private QaPixel() {}

  /** The value of a pixel with data; the second bit of a pair makes its confidence high (11). */
  static short of(Cover seen, boolean overWater, boolean hazy) {
    int bits = LOW | (overWater ? WATER : 0);
    switch (seen) {
      case CLOUD:
        return (short) (bits | CLOUD | 0x0200);
      case CLOUD_SHADOW:
        bits |= SHADOW | 0x0800;
        break;
      case SNOW:
        bits |= SNOW | 0x2000;
        break;
      default:
        break;
    }
    return (short) (bits | CLEAR | (hazy ? CIRRUS | 0x8000 : 0));
  }
}
