/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.write.PixelKind;
import org.iikmc.raster.write.TiffWriter;

/** GeoTIFFs of a few pixels, nodata 0. */
final class TestTiles {
  static final int SIZE = 40;

  private TestTiles() {}

  /** Value of a band of a pixel. */
  interface Values {
    int at(int band, int x, int y);
  }

  /** Two covers and a speckle, which differ a little from tile to tile; no pixel in one corner. */
  static Values covers(int tile) {
    return (band, x, y) -> {
      if (x < 3 && y < 5) {
        return 0;
      }
      int cover = x + 2 * y < 40 + 7 * tile ? 30 + 10 * band : 150 - 20 * band;
      return cover + (31 * x + 17 * y + 13 * x * y + 5 * tile + 3 * band) % 23;
    };
  }

  /** Where tile n lies: side by side. */
  static Grid grid(int tile) {
    return grid(tile, SIZE);
  }

  private static Grid grid(int tile, int size) {
    try {
      return new Grid(
          size,
          size,
          new AffineTransform2D(
              new AffineTransform(30, 0, 0, -30, 500_010 + 30 * SIZE * tile, 4_600_020)),
          Optional.of(CRS.decode("EPSG:32632", true)));
    } catch (FactoryException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Writes a tile.
   *
   * @param bytes of a value, 1 or 2
   */
  static Path write(Path file, int tile, List<String> bands, int bytes, Values values)
      throws IOException {
    return write(file, grid(tile), bands, bytes, values);
  }

  /** Writes a tile of more pixels, in the place of the first. */
  static Path writeLarge(Path file, int size, List<String> bands) throws IOException {
    return write(file, grid(0, size), bands, 2, covers(0));
  }

  private static Path write(Path file, Grid grid, List<String> bands, int bytes, Values values)
      throws IOException {
    TiffWriter.plain(new PixelKind(bands.size(), bytes, bands, Optional.empty()), grid, 1)
        .write(
            file,
            (top, count, rows) -> {
              int next = 0;
              for (int i = 0; i < count * grid.width(); i++) {
                for (int b = 0; b < bands.size(); b++) {
                  int value = values.at(b, i % grid.width(), top + i / grid.width());
                  for (int part = 0; part < bytes; part++) {
                    rows[next++] = (byte) (value >> 8 * part);
                  }
                }
              }
            });
    return file;
  }
}
