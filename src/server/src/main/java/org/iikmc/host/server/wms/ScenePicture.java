/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.raster.Band;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.CompositeBands;

/** A scene, or a part of it, in colours; all but its stretch is as coarse as it was read. */
final class ScenePicture {
  private static final int SIDE = 1024;
  private static final double LOW = 0.02;
  private static final double HIGH = 0.9;

  private final Scene scene;
  private final double[][] stretch;
  private final Window window;
  private final int[] colors;
  private final double step;

  private ScenePicture(Scene scene, double[][] stretch, Window window, int[] colors, double step) {
    this.scene = scene;
    this.stretch = stretch;
    this.window = window;
    this.colors = colors;
    this.step = step;
  }

  /**
   * All of a scene, with the stretch from its 2nd to its 90th percentile: more would leave all but
   * snow in the dark.
   */
  static ScenePicture whole(SceneSource source) throws IOException {
    Scene scene = source.open(channels(source.bandNames()));
    Rectangle all = scene.grid().bounds();
    double factor = Math.max(1, Math.max(all.width, all.height) / (double) SIDE);
    Map<PixelSource, Window> windows = read(scene, all, factor);
    double[][] stretch = new double[3][];
    for (int c = 0; c < 3; c++) {
      Band band = band(scene, c);
      stretch[c] = percentiles(values(windows.get(band.pixels()), band));
    }
    return picture(scene, stretch, windows, factor);
  }

  /** Bands for red, green and blue; the same for all where their names don't tell. */
  static List<String> channels(List<String> names) {
    int[] known =
        CompositeBands.redGreenBlue(names)
            .orElse(names.size() >= 3 ? new int[] {2, 1, 0} : new int[] {0});
    return Arrays.stream(known).mapToObj(names::get).toList();
  }

  private static Band band(Scene scene, int channel) {
    return scene.bands().get(Math.min(channel, scene.bands().size() - 1));
  }

  private static Map<PixelSource, Window> read(Scene scene, Rectangle part, double factor)
      throws IOException {
    Map<PixelSource, Window> windows = new HashMap<>();
    for (Band band : scene.bands()) {
      if (!windows.containsKey(band.pixels())) {
        windows.put(
            band.pixels(),
            Window.read(band.pixels(), scene.grid().width(), scene.grid().height(), part, factor));
      }
    }
    return windows;
  }

  /** NaN where a value means absent. */
  private static float[] values(Window window, Band band) {
    float[] values =
        window
            .raster()
            .getSamples(
                window.raster().getMinX(),
                window.raster().getMinY(),
                window.raster().getWidth(),
                window.raster().getHeight(),
                band.index(),
                (float[]) null);
    for (int i = 0; i < values.length; i++) {
      if (!window.cells().get(i) || band.nodata().matches(values[i])) {
        values[i] = Float.NaN;
      }
    }
    return values;
  }

  private static double[] percentiles(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted); // NaN last
    int count = sorted.length;
    while (count > 0 && !Float.isFinite(sorted[count - 1])) {
      count--;
    }
    if (count == 0) {
      return new double[] {0, 1};
    }
    double low = sorted[(int) (LOW * (count - 1))];
    double high = sorted[(int) (HIGH * (count - 1))];
    return new double[] {low, high > low ? high : low + 1};
  }

  private static ScenePicture picture(
      Scene scene, double[][] stretch, Map<PixelSource, Window> windows, double step) {
    Window first = windows.get(scene.bands().get(0).pixels());
    int[] colors = new int[first.raster().getWidth() * first.raster().getHeight()];
    Arrays.fill(colors, 0xFF000000);
    for (int c = 0; c < 3; c++) {
      Band band = band(scene, c);
      float[] values = values(windows.get(band.pixels()), band);
      double low = stretch[c][0];
      double scale = 255 / (stretch[c][1] - low);
      int shift = 16 - 8 * c;
      for (int i = 0; i < colors.length; i++) {
        if (Float.isFinite(values[i])) {
          int part = (int) Math.max(0, Math.min(255, (values[i] - low) * scale));
          colors[i] |= part << shift;
        } else {
          colors[i] &= 0x00FFFFFF; // transparent, and stays so
        }
      }
    }
    for (int i = 0; i < colors.length; i++) {
      if (colors[i] >>> 24 == 0) {
        colors[i] = 0;
      }
    }
    return new ScenePicture(scene, stretch, first, colors, step);
  }

  /** A part of the same scene with the same stretch. */
  ScenePicture detail(Rectangle part, double factor) throws IOException {
    return picture(scene, stretch, read(scene, part, factor), factor);
  }

  /** How many pixels of the scene, side by side, are one here. */
  double step() {
    return step;
  }

  /** With alpha; 0 where there is no data. */
  int color(float column, float row) {
    int x = window.x(column) - window.raster().getMinX();
    int y = window.y(row) - window.raster().getMinY();
    return colors[y * window.raster().getWidth() + x];
  }
}
