/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes a part of a tile. Serves one thread, one tile after the other. */
final class TileDecoder {
  private final Buffered bytes;
  private final List<ImageArea.Component> kinds;
  private final BlockDecoder decoder = new BlockDecoder();

  TileDecoder(Buffered bytes, List<ImageArea.Component> kinds) {
    this.bytes = bytes;
    this.kinds = kinds;
  }

  /**
   * Decodes a part of a tile.
   *
   * @param wanted in the grid of the resolution
   * @param reduction how many resolutions are left out
   * @return for each component its values, row by row
   */
  int[][] decode(Tile tile, Area wanted, int reduction) throws IOException {
    List<Plane> planes = new ArrayList<>();
    for (int c = 0; c < kinds.size(); c++) {
      CodingStyle style = tile.coding().style(c);
      if (reduction > style.levels()) {
        throw Jpeg2000Exception.unsupported("tiles of fewer resolutions than others");
      }
      planes.add(plane(tile.components().get(c), style.levels() - reduction, style, wanted));
    }
    int[][] values = new int[planes.size()][];
    if (tile.coding().multiComponent) {
      mix(planes, wanted, values);
    }
    for (int c = 0; c < values.length; c++) {
      if (values[c] == null) {
        values[c] = rounded(planes.get(c), wanted);
      }
      shift(values[c], kinds.get(c));
    }
    return values;
  }

  /** A part of a resolution, or a little more of it. */
  private Plane plane(List<Resolution> resolutions, int r, CodingStyle style, Area wanted)
      throws IOException {
    Resolution resolution = resolutions.get(r);
    if (r == 0) {
      Plane plane = Plane.of(wanted, style.reversible());
      put(resolution.bands().get(0), style, wanted, 1, plane);
      return plane;
    }
    int reach = Plane.reach(style.reversible());
    Area area =
        new Area(
                Math.max(0, wanted.x0() - reach),
                Math.max(0, wanted.y0() - reach),
                (int) Math.min(Integer.MAX_VALUE, (long) wanted.x1() + reach),
                (int) Math.min(Integer.MAX_VALUE, (long) wanted.y1() + reach))
            .intersection(resolution.area());
    Plane plane = Plane.of(area, style.reversible());
    Area low = area.reduced(1);
    if (!low.isEmpty()) {
      plane.putLow(plane(resolutions, r - 1, style, low), low);
    }
    for (Subband band : resolution.bands()) {
      Area part =
          new Area(
              band.highX() ? area.x0() >> 1 : low.x0(),
              band.highY() ? area.y0() >> 1 : low.y0(),
              band.highX() ? area.x1() >> 1 : low.x1(),
              band.highY() ? area.y1() >> 1 : low.y1());
      put(band, style, part, 2, plane);
    }
    plane.transform(resolution.area());
    return plane;
  }

  private void put(Subband band, CodingStyle style, Area wanted, int spread, Plane plane)
      throws IOException {
    for (CodeBlock block : band.blocks()) {
      Area part = block.area.intersection(wanted);
      if (!part.isEmpty()) {
        int[] values = decoder.decode(block, band, style, bytes);
        plane.put(
            values,
            block.area,
            part,
            spread,
            band.highX() ? 1 : 0,
            band.highY() ? 1 : 0,
            band.step());
      }
    }
  }

  /** Undoes the transform of the first three components (Annex G). */
  private static void mix(List<Plane> planes, Area wanted, int[][] values) {
    if (planes.get(0) instanceof WholePlane) {
      for (int c = 0; c < 3; c++) {
        values[c] = rounded(planes.get(c), wanted);
      }
      for (int i = 0; i < values[0].length; i++) {
        int green = values[0][i] - (values[1][i] + values[2][i] >> 2);
        values[0][i] = values[2][i] + green;
        values[2][i] = values[1][i] + green;
        values[1][i] = green;
      }
      return;
    }
    float[][] from = new float[3][];
    for (int c = 0; c < 3; c++) {
      from[c] = cut((FloatPlane) planes.get(c), wanted);
      values[c] = new int[from[c].length];
    }
    for (int i = 0; i < from[0].length; i++) {
      float y = from[0][i];
      float blue = from[1][i];
      float red = from[2][i];
      values[0][i] = (int) Math.rint(y + red * 1.402f);
      values[1][i] = (int) Math.rint(y - blue * 0.34413f - red * 0.71414f);
      values[2][i] = (int) Math.rint(y + blue * 1.772f);
    }
  }

  private static float[] cut(FloatPlane plane, Area wanted) {
    float[] values = new float[wanted.width() * wanted.height()];
    for (int y = 0; y < wanted.height(); y++) {
      System.arraycopy(
          plane.values, start(plane, wanted, y), values, y * wanted.width(), wanted.width());
    }
    return values;
  }

  private static int start(Plane plane, Area wanted, int row) {
    return (wanted.y0() + row - plane.area.y0()) * plane.stride + wanted.x0() - plane.area.x0();
  }

  private static int[] rounded(Plane plane, Area wanted) {
    int[] values = new int[wanted.width() * wanted.height()];
    for (int y = 0; y < wanted.height(); y++) {
      int from = start(plane, wanted, y);
      int to = y * wanted.width();
      if (plane instanceof WholePlane whole) {
        System.arraycopy(whole.values, from, values, to, wanted.width());
      } else {
        float[] fractions = ((FloatPlane) plane).values;
        for (int x = 0; x < wanted.width(); x++) {
          values[to + x] = (int) Math.rint(fractions[from + x]);
        }
      }
    }
    return values;
  }

  /** Unsigned values are coded as if 0 were in their middle (G.1). */
  private static void shift(int[] values, ImageArea.Component kind) {
    int least = kind.signed() ? -(1 << kind.bits() - 1) : 0;
    int most = kind.signed() ? (1 << kind.bits() - 1) - 1 : (1 << kind.bits()) - 1;
    int by = kind.signed() ? 0 : 1 << kind.bits() - 1;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(least, Math.min(most, values[i] + by));
    }
  }
}
