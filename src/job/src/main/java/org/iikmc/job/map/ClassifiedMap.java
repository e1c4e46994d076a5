/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.map;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import java.util.SortedMap;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/**
 * A map of classes 1…255, of which windows are read; 0 and whatever the file leaves out is no data.
 * Immutable and safe for use by several threads.
 *
 * @param scene with one band
 * @param names of classes by label, as far as the map has them
 * @param colors by label, of its colour table; empty if it has none
 */
public record ClassifiedMap(
    Scene scene, SortedMap<Integer, String> names, SortedMap<Integer, Color> colors) {
  /** Labels of a map are 1 to this. */
  public static final int MOST_LABELS = 255;

  /**
   * Opens a map.
   *
   * @throws InputException if it is no map of classes
   */
  public static ClassifiedMap open(SceneSource source) throws IOException {
    int bands = source.bandNames().size();
    if (bands != 1) {
      throw none(source, "has " + bands + " bands");
    }
    Scene scene = source.open(source.bandNames());
    if (scene.type() != SampleType.UINT8) {
      throw none(
          source,
          scene.type().isInteger() ? "has numbers of more than 8 bits" : "has no whole numbers");
    }
    return new ClassifiedMap(scene, source.categories(), source.colors());
  }

  private static InputException none(SceneSource source, String why) {
    return new InputException(
        "'"
            + source.name()
            + "' is no classified map: it "
            + why
            + ", but a map has one band of labels 0 to "
            + MOST_LABELS
            + "; give maps that a clustering or classification wrote.");
  }

  /** Name of the scene that it is a map of. */
  public String name() {
    return scene.name();
  }

  /**
   * Labels of a window, row by row, unsigned; 0 where there is no data.
   *
   * @param window within the grid of the map
   */
  public byte[] labels(Rectangle window) throws IOException {
    Band band = scene.bands().get(0);
    BitSet there = PixelSource.all(window.width * window.height);
    Raster raster = band.pixels().read(window, there);
    int[] values =
        raster.getSamples(
            raster.getMinX(),
            raster.getMinY(),
            window.width,
            window.height,
            band.index(),
            (int[]) null);
    byte[] labels = new byte[values.length];
    for (int i = there.nextSetBit(0); i >= 0; i = there.nextSetBit(i + 1)) {
      labels[i] = band.nodata().matches(values[i]) ? 0 : (byte) values[i];
    }
    return labels;
  }
}
