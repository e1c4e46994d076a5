/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.QgisStyle;

/**
 * Writes a classified scene: a cloud optimized GeoTIFF of bytes, 1…k and 0 for no data, with a
 * colour table and overviews, on exactly the grid of the scene; and beside it the names of the
 * classes, for which TIFF has no place, in an {@code .aux.xml} for GDAL and a {@code .qml} for
 * QGIS.
 */
public final class ClassifiedTiff {
  private ClassifiedTiff() {}

  /**
   * Writes the files.
   *
   * @param consumer sees the labels as they are written; it may throw to stop
   * @param threads that work at it, beside the caller's
   * @throws IOException if they can't be written whole; what there is of them stays behind
   */
  public static void write(
      Path file,
      LabelReader labels,
      Grid grid,
      ClassStyle style,
      LabelConsumer consumer,
      int threads)
      throws IOException {
    writeMap(file, labels, grid, style, consumer, threads);
    writeNames(file, grid, style);
  }

  /** Writes the map alone; parameters and exceptions as of {@link #write}. */
  public static void writeMap(
      Path file,
      LabelReader labels,
      Grid grid,
      ClassStyle style,
      LabelConsumer consumer,
      int threads)
      throws IOException {
    writer(grid, style, threads).write(file, rows(labels, grid, consumer));
  }

  /** A writer of maps, for those who do it in strips. */
  public static TiffWriter writer(Grid grid, ClassStyle style, int threads) {
    return TiffWriter.cloudOptimized(PixelKind.labels(style.colorModel()), grid, threads);
  }

  /** The rows of a map, which a consumer sees as they are asked for. */
  public static PixelRows rows(LabelReader labels, Grid grid, LabelConsumer consumer) {
    LabelRows blocks = new LabelRows(labels, grid.width(), grid.height());
    return (top, count, rows) -> {
      blocks.read(top, count, rows);
      consumer.accept(top, count, grid.width(), rows);
    };
  }

  /**
   * Writes what is beside a map.
   *
   * @param file of the map
   */
  public static void writeNames(Path file, Grid grid, ClassStyle style) throws IOException {
    writeNames(file, style, grid.source().map(Georeferencing::auxiliary).orElse(""));
  }

  /**
   * Writes anew what is beside a map.
   *
   * @param file of the map, with what was written beside it
   * @param into the folder to write to
   */
  public static void rewriteNames(Path file, ClassStyle style, Path into) throws IOException {
    Path beside = auxiliary(file);
    String georeferencing =
        Files.isRegularFile(beside) ? GdalXml.georeferencing(Files.readString(beside)) : "";
    writeNames(into.resolve(file.getFileName()), style, georeferencing);
  }

  private static Path auxiliary(Path file) {
    return file.resolveSibling(file.getFileName() + ".aux.xml");
  }

  private static void writeNames(Path file, ClassStyle style, String georeferencing)
      throws IOException {
    Files.writeString(auxiliary(file), GdalXml.categories(style.names(), georeferencing));
    String base = file.getFileName().toString().replaceFirst("\\.tif$", "");
    Files.writeString(file.resolveSibling(base + ".qml"), QgisStyle.write(style));
  }
}
