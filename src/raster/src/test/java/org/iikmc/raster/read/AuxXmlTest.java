/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in an .aux.xml is read as GDAL reads it, beside TIFFs and JPEG 2000 files. */
class AuxXmlTest {
  @TempDir Path folder;

  private final RasterReaders readers = new RasterReaders();
  private List<String> judged;

  @BeforeEach
  void unpack() throws IOException {
    try (var zip = new ZipInputStream(getClass().getResourceAsStream("beside.zip"))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
      }
    }
    judged = Files.readAllLines(folder.resolve("judged.txt"));
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  /** Without a place there are coordinates of pixels; a system without one is refused. */
  private static boolean isWithoutPlace(String[] gdal) {
    return gdal[7].equals("0.0 1.0 0.0 0.0 0.0 1.0");
  }

  @Test
  void allIsAsGdalSays() throws Exception {
    assertThat(judged).hasSizeGreaterThan(90);
    List<String> compared = new ArrayList<>();
    for (String line : judged) {
      String[] gdal = line.split("\\|", -1);
      boolean refused =
          gdal[0].startsWith("refused")
              || gdal[8].equals("points")
              || isWithoutPlace(gdal) && !gdal[8].equals("None");
      if (refused) {
        continue;
      }
      assertThat(told(gdal[0])).isEqualTo(line);
      compared.add(gdal[0]);
    }
    assertThat(compared).hasSizeGreaterThan(70);
  }

  private String told(String name) throws Exception {
    RasterFile file = readers.open(folder.resolve(name));
    Band first = file.band(0);
    double[] m = new double[6];
    file.grid().toWorld().getMatrix(m);
    Integer code =
        file.grid().crs().isEmpty() ? null : CRS.lookupEpsgCode(file.grid().crs().get(), true);
    String description = file.bandNames().get(0);
    return String.join(
        "|",
        name,
        nodata(first, name),
        nodata(file.band(1), name),
        Double.toString(first.scale()).replace("1.0E-4", "0.0001"),
        Double.toString(first.offset()),
        description.equals("1") ? "" : description,
        file.isAlpha(1) ? "True" : "False",
        String.format("%s %s %s %s %s %s", m[4], m[0], m[2], m[5], m[1], m[3]),
        String.valueOf(code).replace("null", "None"));
  }

  /** NaN needs no telling here: it is never a pixel. */
  private static String nodata(Band band, String name) {
    Set<Double> values = band.nodata().values();
    boolean nan = name.startsWith("nodata-nan") && band.index() == 0;
    return nan ? "nan" : values.isEmpty() ? "None" : values.iterator().next().toString();
  }

  @Test
  void controlPointsAreNoGrid() {
    List<String> points =
        judged.stream()
            .map(line -> line.split("\\|", -1))
            .filter(gdal -> gdal[8].equals("points"))
            .map(gdal -> gdal[0])
            .toList();
    assertThat(points).contains("points.tif", "points.jp2", "esri-points-placed.tif");
    for (String name : points) {
      assertThatThrownBy(() -> readers.open(folder.resolve(name)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("has ground control points");
    }
  }

  @Test
  void whatCannotBeUnderstoodIsRefusedAndNotTakenForAnything() {
    List<String> names =
        judged.stream()
            .map(line -> line.substring(0, line.indexOf('|')))
            .filter(name -> name.startsWith("refused"))
            .toList();
    assertThat(names).hasSizeGreaterThan(10);
    for (String name : names) {
      assertThatThrownBy(() -> readers.open(folder.resolve(name)).band(0))
          .as(name)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void aSystemWithoutAPlaceIsRefused() {
    assertThatThrownBy(() -> readers.open(folder.resolve("esri-alone.tif")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has a reference system, but no place in it");
  }
}
