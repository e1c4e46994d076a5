/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSamples.SceneBlock;
import org.iikmc.raster.SceneSource;

/** All pixels of a scene, as clustering would read them. */
public final class SceneValues {
  private SceneValues() {}

  /** The bands that the scene has. */
  public static double[][] of(SceneSource source) {
    return of(source, PixelRules.standard());
  }

  /** Values of each band, row by row; NaN where a pixel is not valid. */
  public static double[][] of(SceneSource source, PixelRules rules) {
    try {
      return of(source.open(source.bandNames()), rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Likewise. Blocks are read from several threads at once. */
  public static double[][] of(Scene scene, PixelRules rules) {
    int width = scene.grid().width();
    double[][] values = new double[scene.bands().size()][width * scene.grid().height()];
    for (double[] band : values) {
      Arrays.fill(band, Double.NaN);
    }
    new SceneSamples(List.of(scene), rules, 1, 0, List.of())
        .blocks().parallelStream().forEach(block -> spread(block, width, values));
    return values;
  }

  private static void spread(SceneBlock block, int width, double[][] values) {
    try {
      SampleBlock open = block.open();
      byte[] valid = new byte[block.cells()];
      open.mask().spread(new byte[open.count()], valid);
      int next = 0;
      for (int i = 0; i < valid.length; i++) {
        if (valid[i] != 0) {
          int x = block.window().x + i % block.window().width;
          int y = block.window().y + i / block.window().width;
          for (int b = 0; b < values.length; b++) {
            values[b][y * width + x] = open.type().get(open.bands()[b], next);
          }
          next++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
