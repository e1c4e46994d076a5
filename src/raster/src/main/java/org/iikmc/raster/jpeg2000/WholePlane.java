/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/** Whole numbers, and the reversible 5/3 filter (F.3.8.2). */
final class WholePlane extends Plane {
  final int[] values;

  WholePlane(Area area) {
    super(area);
    values = new int[Math.multiplyExact(area.width(), area.height())];
  }

  @Override
  void put(int[] from, Area block, Area part, int spread, int x, int y, float step) {
    for (int row = part.y0(); row < part.y1(); row++) {
      int source = (row - block.y0()) * block.width() + part.x0() - block.x0();
      int target = (row * spread + y - area.y0()) * stride + part.x0() * spread + x - area.x0();
      for (int i = 0; i < part.width(); i++) {
        values[target + i * spread] = from[source + i] / 2;
      }
    }
  }

  @Override
  void putLow(Plane low, Area part) {
    int[] from = ((WholePlane) low).values;
    for (int row = part.y0(); row < part.y1(); row++) {
      int source = (row - low.area.y0()) * low.stride + part.x0() - low.area.x0();
      int target = (2 * row - area.y0()) * stride + 2 * part.x0() - area.x0();
      for (int i = 0; i < part.width(); i++) {
        values[target + 2 * i] = from[source + i];
      }
    }
  }

  @Override
  void halve() {
    for (int i = 0; i < values.length; i++) {
      values[i] /= 2;
    }
  }

  @Override
  void alongRow(int start, int odd, int count) {
    for (int i = odd; i < count; i += 2) {
      int sum = values[start + before(i, count)] + values[start + after(i, count)];
      values[start + i] -= sum + 2 >> 2;
    }
    for (int i = 1 - odd; i < count; i += 2) {
      int sum = values[start + before(i, count)] + values[start + after(i, count)];
      values[start + i] += sum >> 1;
    }
  }

  @Override
  void acrossRows(int odd, int rows) {
    for (int y = odd; y < rows; y += 2) {
      int above = before(y, rows) * stride;
      int below = after(y, rows) * stride;
      int here = y * stride;
      for (int i = 0; i < stride; i++) {
        values[here + i] -= values[above + i] + values[below + i] + 2 >> 2;
      }
    }
    for (int y = 1 - odd; y < rows; y += 2) {
      int above = before(y, rows) * stride;
      int below = after(y, rows) * stride;
      int here = y * stride;
      for (int i = 0; i < stride; i++) {
        values[here + i] += values[above + i] + values[below + i] >> 1;
      }
    }
  }
}
