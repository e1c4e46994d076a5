/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/**
 * A part of a resolution of a component while it is put together: subbands are laid into each
 * other, and the inverse wavelet transform makes values of them (Annex F).
 */
abstract class Plane {
  /** What of the resolution it holds. */
  final Area area;

  /** Values from one row to the next. */
  final int stride;

  Plane(Area area) {
    this.area = area;
    stride = area.width();
  }

  /**
   * A plane of zeros.
   *
   * @param reversible whether by the 5/3 filter, or by the 9/7 one
   */
  static Plane of(Area area, boolean reversible) {
    return reversible ? new WholePlane(area) : new FloatPlane(area);
  }

  /** Pixels beyond an area that the filter needs to get those in it. */
  static int reach(boolean reversible) {
    return reversible ? 2 : 4;
  }

  /**
   * Lays values of a code-block into it.
   *
   * @param values as {@link BlockDecoder} returns them
   * @param block what they are of the subband
   * @param part what is wanted of it
   * @param spread 1 if it is the only subband, or 2
   * @param x where it starts among the values of all four, 0 or 1, likewise {@code y}
   * @param step between the values
   */
  abstract void put(int[] values, Area block, Area part, int spread, int x, int y, float step);

  /**
   * Lays the resolution below into it.
   *
   * @param part what is wanted of it
   */
  abstract void putLow(Plane low, Area part);

  /**
   * Makes values of all that was laid into it.
   *
   * @param whole the resolution
   */
  final void transform(Area whole) {
    if (whole.width() > 1) {
      for (int y = 0; y < area.height(); y++) {
        alongRow(y * stride, area.x0() & 1, area.width());
      }
    } else if ((area.x0() & 1) == 1) {
      halve();
    }
    if (whole.height() > 1) {
      acrossRows(area.y0() & 1, area.height());
    } else if ((area.y0() & 1) == 1) {
      halve();
    }
  }

  /**
   * The filter along a row.
   *
   * @param start of the row
   * @param odd 1 if the first value is one of the high frequencies
   */
  abstract void alongRow(int start, int odd, int count);

  abstract void acrossRows(int odd, int rows);

  abstract void halve();

  /** Where a neighbour is; beyond an end it is that on the other side (F.3.7). */
  static int before(int i, int count) {
    return i > 0 ? i - 1 : Math.min(1, count - 1);
  }

  static int after(int i, int count) {
    return i + 1 < count ? i + 1 : Math.max(count - 2, 0);
  }
}
