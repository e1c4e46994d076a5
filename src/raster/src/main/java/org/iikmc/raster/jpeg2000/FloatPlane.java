/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

/** Fractions, and the 9/7 filter (F.3.8.1). */
final class FloatPlane extends Plane {
  private static final float SCALE = 1.230174105f;

  /** Of the lifting steps, from the last that the encoder made; Table F.4. */
  private static final float[] LIFTS = {0.443506852f, 0.882911075f, -0.052980118f, -1.586134342f};

  final float[] values;

  FloatPlane(Area area) {
    super(area);
    values = new float[Math.multiplyExact(area.width(), area.height())];
  }

  @Override
  void put(int[] from, Area block, Area part, int spread, int x, int y, float step) {
    for (int row = part.y0(); row < part.y1(); row++) {
      int source = (row - block.y0()) * block.width() + part.x0() - block.x0();
      int target = (row * spread + y - area.y0()) * stride + part.x0() * spread + x - area.x0();
      for (int i = 0; i < part.width(); i++) {
        values[target + i * spread] = from[source + i] * 0.5f * step;
      }
    }
  }

  @Override
  void putLow(Plane low, Area part) {
    float[] from = ((FloatPlane) low).values;
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
    for (int i = 0; i < count; i++) {
      values[start + i] *= (i & 1) == odd ? SCALE : 1 / SCALE;
    }
    for (int lift = 0; lift < LIFTS.length; lift++) {
      float factor = LIFTS[lift];
      for (int i = (odd + lift) & 1; i < count; i += 2) {
        values[start + i] -=
            factor * (values[start + before(i, count)] + values[start + after(i, count)]);
      }
    }
  }

  @Override
  void acrossRows(int odd, int rows) {
    for (int y = 0; y < rows; y++) {
      float scale = (y & 1) == odd ? SCALE : 1 / SCALE;
      for (int i = y * stride; i < (y + 1) * stride; i++) {
        values[i] *= scale;
      }
    }
    for (int lift = 0; lift < LIFTS.length; lift++) {
      float factor = LIFTS[lift];
      for (int y = (odd + lift) & 1; y < rows; y += 2) {
        int above = before(y, rows) * stride;
        int below = after(y, rows) * stride;
        int here = y * stride;
        for (int i = 0; i < stride; i++) {
          values[here + i] -= factor * (values[above + i] + values[below + i]);
        }
      }
    }
  }
}
