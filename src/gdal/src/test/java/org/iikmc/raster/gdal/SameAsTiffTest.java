/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.read.RasterFile;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.TiffFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TIFFs of the tests of TIFF, each read both ways. */
class SameAsTiffTest {
  @TempDir Path folder;

  private List<Path> unpack(String zipped) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var zip = new ZipInputStream(TiffFile.class.getResourceAsStream(zipped))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.copy(zip, file);
        if (entry.getName().endsWith(".tif")) {
          files.add(file);
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiffs.zip", "kinds.zip"})
  void gdalTellsTheSame(String zipped) throws IOException {
    List<String> different = new ArrayList<>();
    int same = 0;
    GdalFormat gdal = Gdal.format();
    try (RasterReaders readers = new RasterReaders(List.of(gdal))) {
      for (Path path : unpack(zipped)) {
        TiffFile tiff;
        try {
          tiff = readers.tiff(path);
          tiff.read(new Rectangle(1, 1));
        } catch (InputException e) {
          continue; // of a kind that is not read there
        }
        assertThat(gdal.reads(path)).isTrue();
        String difference = difference(tiff, gdal.open(path, readers), path);
        if (difference.isEmpty()) {
          same++;
        } else {
          different.add(path.getFileName() + ": " + difference);
        }
      }
    }
    assertThat(different).as("%d are the same", same).isEmpty();
    assertThat(same).isGreaterThan(30);
    try (var all = Files.list(folder)) {
      assertThat(all.filter(file -> file.toString().matches(".*(py|tmp)"))).isEmpty();
    }
  }

  private static String difference(RasterFile tiff, RasterFile gdal, Path path) throws IOException {
    if (!tiff.grid().toWorld().equals(gdal.grid().toWorld())) {
      return tiff.grid().toWorld() + " is " + gdal.grid().toWorld();
    }
    if (!tiff.grid().coincides(gdal.grid())) {
      return "another reference system: " + tiff.grid().crs() + ", " + gdal.grid().crs();
    }
    if (!tiff.bandNames().equals(gdal.bandNames())) {
      return tiff.bandNames() + " are " + gdal.bandNames();
    }
    if (!tiff.categories().equals(gdal.categories()) || !tiff.dateTime().equals(gdal.dateTime())) {
      return "other categories or another date";
    }
    for (Rectangle window :
        List.of(
            tiff.grid().bounds(), new Rectangle(3, 4, 11, 13).intersection(tiff.grid().bounds()))) {
      for (int i = 0; i < tiff.bandNames().size(); i++) {
        if (tiff.isAlpha(i) != gdal.isAlpha(i)) {
          return "alpha";
        }
        String difference =
            tiff.isAlpha(i) ? "" : difference(tiff.band(i), gdal.band(i), window, path);
        if (!difference.isEmpty()) {
          return "band " + (i + 1) + ": " + difference;
        }
      }
    }
    return "";
  }

  private static String difference(Band tiff, Band gdal, Rectangle window, Path path)
      throws IOException {
    if (tiff.type() != gdal.type() || !tiff.scaling().equals(gdal.scaling())) {
      return tiff.type() + ", " + tiff.scaling() + " are " + gdal.type() + ", " + gdal.scaling();
    }
    double[] expected = values(tiff, window);
    double[] found = values(gdal, window);
    double tolerance = path.toString().toLowerCase().contains("jpeg") ? 3 : 0;
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i]) != Double.isNaN(found[i])
          || Math.abs(expected[i] - found[i]) > tolerance) {
        return "pixel " + i + " is " + expected[i] + ", by GDAL " + found[i];
      }
    }
    return "";
  }

  /** NaN where there is none. */
  private static double[] values(Band band, Rectangle window) throws IOException {
    BitSet cells = PixelSource.all(window.width * window.height);
    Raster raster = band.pixels().read(window, cells);
    double[] values =
        raster.getSamples(
            raster.getMinX(),
            raster.getMinY(),
            window.width,
            window.height,
            band.index(),
            (double[]) null);
    for (int i = 0; i < values.length; i++) {
      if (!cells.get(i) || band.nodata().matches(values[i])) {
        values[i] = Double.NaN;
      }
    }
    return values;
  }
}
