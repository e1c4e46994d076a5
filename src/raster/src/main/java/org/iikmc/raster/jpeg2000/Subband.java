/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/**
 * A subband of a resolution.
 *
 * @param area in its own grid (B-15)
 * @param highX whether it holds the high frequencies along a row, likewise {@code highY}
 * @param planes magnitude bits that its values may have (E-2)
 * @param step between its values; 1 where they are whole numbers
 * @param blocks those of which the tile holds bytes; filled while packets are read
 */
record Subband(
    Area area, boolean highX, boolean highY, int planes, float step, List<CodeBlock> blocks) {

  /**
   * The bands of a resolution.
   *
   * @param component its part in the tile, in pixels
   * @param bits of its values
   */
  static List<Subband> of(
      Area component, int resolution, CodingStyle style, Quantization steps, int bits)
      throws Jpeg2000Exception {
    List<Subband> bands = new ArrayList<>();
    int level = resolution == 0 ? style.levels() : style.levels() - resolution + 1;
    for (int i = resolution == 0 ? 0 : 1; i <= (resolution == 0 ? 0 : 3); i++) {
      boolean highX = (i & 1) != 0;
      boolean highY = (i & 2) != 0;
      int number = resolution == 0 ? 0 : 3 * (resolution - 1) + i;
      int gain = (highX ? 1 : 0) + (highY ? 1 : 0);
      int planes = steps.guardBits() + steps.exponent(number) - 1;
      if (planes < 0 || planes > 37) {
        throw Jpeg2000Exception.damaged("a subband has " + planes + " bits");
      }
      bands.add(
          new Subband(
              area(component, level, highX, highY),
              highX,
              highY,
              planes,
              style.reversible() ? 1 : steps.step(number, bits + gain),
              new ArrayList<>()));
    }
    return bands;
  }

  private static Area area(Area component, int level, boolean highX, boolean highY) {
    long x = highX ? 1L << level - 1 : 0;
    long y = highY ? 1L << level - 1 : 0;
    return new Area(
        Area.ceiling(component.x0() - x, level),
        Area.ceiling(component.y0() - y, level),
        Area.ceiling(component.x1() - x, level),
        Area.ceiling(component.y1() - y, level));
  }
}
