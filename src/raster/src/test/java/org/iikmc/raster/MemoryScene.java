/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.media.jai.RasterFactory;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleType;
import org.iikmc.testing.TestTiffs.Values;

/** Scenes without files: pixels come from a function. */
final class MemoryScene {
  private MemoryScene() {}

  static CoordinateReferenceSystem crs(int epsg) {
    try {
      return CRS.decode("EPSG:" + epsg, true);
    } catch (FactoryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Pixels of 30 m from (500000, 4500000) south-east, in UTM zone 18 north. */
  static Grid utm(int width, int height) {
    return grid(width, height, 32618, 500_000, 4_500_000, 30);
  }

  static Grid grid(int width, int height, int epsg, double left, double top, double pixel) {
    return new Grid(
        width,
        height,
        new AffineTransform2D(new AffineTransform(pixel, 0, 0, -pixel, left, top)),
        Optional.of(crs(epsg)));
  }

  /**
   * Pixels from a function.
   *
   * @param dataType of {@link java.awt.image.DataBuffer}
   * @param bands how many
   */
  record Source(int dataType, int bands, Dimension tileSize, Values values) implements PixelSource {
    static Source of(int dataType, int bands, Values values) {
      return new Source(dataType, bands, new Dimension(16, 16), values);
    }

    @Override
    public Raster read(Rectangle window, BitSet cells) {
      // Not where the window is: the contract leaves the location open.
      WritableRaster raster =
          RasterFactory.createWritableRaster(
              new BandedSampleModel(dataType, window.width, window.height, bands),
              new java.awt.Point(-7, 3));
      for (int b = 0; b < bands; b++) {
        for (int y = 0; y < window.height; y++) {
          for (int x = 0; x < window.width; x++) {
            raster.setSample(x - 7, y + 3, b, values.at(b, window.x + x, window.y + y));
          }
        }
      }
      return raster;
    }

    @Override
    public String description() {
      return "pixels of the test";
    }
  }

  /** All bands of one source. */
  static List<Band> bands(Source source, SampleType type, Double... nodata) {
    List<Band> bands = new ArrayList<>();
    for (int b = 0; b < source.bands(); b++) {
      bands.add(
          new Band(
              "B" + (b + 1),
              source,
              b,
              type,
              Nodata.of(type, Set.of(nodata)),
              Scaling.ofFile(1, 0)));
    }
    return bands;
  }

  static Scene scene(Grid grid, List<Band> bands) {
    return new Scene("scene", Optional.empty(), grid, bands, List.of());
  }

  /** Values of the valid pixels of each band, in the order of the rows of the scene. */
  static double[][] read(Scene scene, PixelRules rules) {
    return read(new SceneSamples(List.of(scene), rules, 1, 0, List.of()), scene.grid());
  }

  static double[][] read(SceneSamples samples, Grid grid) {
    try {
      double[][] all = new double[samples.bands()][grid.width() * grid.height()];
      boolean[] valid = new boolean[grid.width() * grid.height()];
      for (SceneSamples.SceneBlock block : samples.blocks()) {
        SampleBlock open = block.open();
        byte[] cells = new byte[block.cells()];
        open.mask().spread(new byte[open.count()], cells);
        Rectangle window = block.window();
        int next = 0;
        for (int i = 0; i < cells.length; i++) {
          if (cells[i] != 0) {
            int at = (window.y + i / window.width) * grid.width() + window.x + i % window.width;
            valid[at] = true;
            for (int b = 0; b < all.length; b++) {
              all[b][at] = open.type().get(open.bands()[b], next);
            }
            next++;
          }
        }
      }
      double[][] packed = new double[all.length][];
      for (int b = 0; b < all.length; b++) {
        int band = b;
        packed[b] =
            java.util.stream.IntStream.range(0, valid.length)
                .filter(i -> valid[i])
                .mapToDouble(i -> all[band][i])
                .toArray();
      }
      return packed;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
