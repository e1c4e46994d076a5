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
import org.iikmc.raster.write.PlanarImages;
import org.iikmc.raster.write.TiffWriter;

/** Writes a simulated scene: its bands with the quality band as the last, and its truth. */
public final class SimulatedTiff {
  private static final String QUALITY_BAND = "QA_PIXEL";
  private static final String UTM_42_NORTH = "EPSG:32642";

  private final SimulatedScene scene;
  private final Grid grid;

  public SimulatedTiff(SimulatedScene scene) {
    this.scene = scene;
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
    TiffWriter.write(file, PlanarImages.of(planes, scene.width(), scene.height()), grid, names);
  }

  /**
   * Writes the true cover of each pixel, and beside the file an {@code .aux.xml} with the names.
   */
  public void writeTruth(Path file) throws IOException {
    List<String> covers = scene.coverNames().subList(1, scene.coverNames().size());
    ClassStyle style =
        new ClassStyle(
            covers, Palette.CATEGORICAL.colors(new double[covers.size()][1], Optional.empty()));
    TiffWriter.write(
        file,
        PlanarImages.of(scene.truth(), scene.width(), scene.height(), style.colorModel()),
        grid);
    Files.writeString(
        file.resolveSibling(file.getFileName() + ".aux.xml"), GdalXml.categories(covers, ""));
  }
}
