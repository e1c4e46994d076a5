/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.ConfidenceStyle;

/**
 * Writes how sure the labels of a scene are: a cloud optimized GeoTIFF of two bands of bytes,
 * margin and distance, 1…255 and 0 for no data, with overviews, on exactly the grid of the scene;
 * and beside it a style for QGIS, which would otherwise take the bands for two colours.
 */
public final class ConfidenceTiff {
  /** What the bands are called, in their order. */
  public static final List<String> BANDS = List.of("margin", "distance");

  private ConfidenceTiff() {}

  /**
   * Writes the files.
   *
   * @param file of the image, called .tif
   * @param cells of the blocks of the scene: as labels are read, but for each pixel its margin and
   *     its distance, one after the other
   * @param threads that work at it, beside the caller's
   * @throws IOException if they can't be written whole; what there is of them stays behind
   */
  public static void write(Path file, LabelReader cells, Grid grid, int threads)
      throws IOException {
    LabelRows rows = new LabelRows(cells, grid.width(), grid.height(), BANDS.size());
    TiffWriter.cloudOptimized(PixelKind.bytes(BANDS), grid, threads).write(file, rows::read);
    String base = file.getFileName().toString().replaceFirst("\\.tif$", "");
    Files.writeString(file.resolveSibling(base + ".qml"), ConfidenceStyle.qml());
  }
}
