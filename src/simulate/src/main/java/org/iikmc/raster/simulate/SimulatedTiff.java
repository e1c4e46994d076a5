/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.Palette;
import org.iikmc.raster.write.GdalXml;
import org.iikmc.raster.write.PixelKind;
import org.iikmc.raster.write.TiffWriter;

/** Writes a simulated scene: its bands with the quality band as the last, and its truth. */
public final class SimulatedTiff {
  private static final String QUALITY_BAND = "QA_PIXEL";
  private static final String UTM_42_NORTH = "EPSG:32642";

  private final SimulatedScene scene;
  private final Grid grid;
  private final int threads;

  /** With a thread for each processor. */
  public SimulatedTiff(SimulatedScene scene) {
    this.scene = scene;
    threads = Runtime.getRuntime().availableProcessors();
    double pixel = scene.pixelSize();
    AffineTransform toWorld =
        new AffineTransform(pixel, 0, 0, -pixel, scene.originX(), scene.originY());
    try {
      grid =
          new Grid(
              scene.width(),
              scene.height(),
              new AffineTransform2D(toWorld),
              Optional.of(CRS.decode(UTM_42_NORTH, true)));
    } catch (FactoryException e) {
      throw new IllegalStateException("GeoTools does not know " + UTM_42_NORTH + ".", e);
    }
  }

  /** Writes the bands with their names. */
  public void writeBands(Path file) throws IOException {
    List<String> names = new ArrayList<>(scene.bandNames());
    names.add(QUALITY_BAND);
    short[][] planes = Arrays.copyOf(scene.bands(), names.size());
    planes[names.size() - 1] = scene.qa();
    TiffWriter.plain(PixelKind.shorts(names), grid, threads)
        .write(file, (top, count, rows) -> interleave(planes, top, count, rows));
  }

  private void interleave(short[][] planes, int top, int count, byte[] rows) {
    int first = top * scene.width();
    for (int b = 0; b < planes.length; b++) {
      short[] plane = planes[b];
      int at = Short.BYTES * b;
      for (int i = first; i < first + count * scene.width(); i++) {
        rows[at] = (byte) plane[i];
        rows[at + 1] = (byte) (plane[i] >> Byte.SIZE);
        at += Short.BYTES * planes.length;
      }
    }
  }

  /**
   * Writes the true cover of each pixel, and beside the file an {@code .aux.xml} with the names.
   */
  public void writeTruth(Path file) throws IOException {
    List<String> covers = scene.coverNames().subList(1, scene.coverNames().size());
    ClassStyle style =
        new ClassStyle(
            covers, Palette.CATEGORICAL.colors(new double[covers.size()][1], Optional.empty()));
    TiffWriter.cloudOptimized(PixelKind.labels(style.colorModel()), grid, threads)
        .write(
            file,
            (top, count, rows) ->
                System.arraycopy(
                    scene.truth(), top * scene.width(), rows, 0, count * scene.width()));
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".aux.xml"), GdalXml.categories(covers, ""));
  }
}
