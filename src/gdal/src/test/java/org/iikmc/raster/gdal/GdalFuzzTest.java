/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files that were cut off or changed. One is refused in one line, or has the pixels that GDAL reads
 * of it or of the whole file, at the place that GDAL tells; one that was cut off, those of the
 * whole file. Python's GDAL is the judge.
 */
@Timeout(300)
class GdalFuzzTest {
  private static final int FILES = 100;

  @TempDir static Path made;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws IOException {
    Gdal.format();
    Gdal.run(
        made, "/usr/bin/python3", Path.of("src/test/gdal/formats.py").toAbsolutePath().toString());
  }

  /** The file that is changed, and one that goes with it. */
  @ParameterizedTest
  @CsvSource({
    "bsq.dat, bsq.hdr",
    "bsq.hdr, bsq.dat",
    "imagine.img,",
    "lossless.jp2,",
    "one.nc,",
    "four.hdf,",
    "virtual.vrt, plain.tif",
  })
  void aDamagedFileIsRefusedOrReadAsGdalReadsIt(String name, String beside) throws IOException {
    List<Path> damaged = damage(name, beside);
    Gdal.run(
        folder,
        "/usr/bin/python3",
        Path.of("src/test/gdal/judge.py").toAbsolutePath().toString(),
        folder.toString());
    Path whole = damaged.get(0);
    List<String> wrong = new ArrayList<>();
    int read = 0;
    try (RasterReaders readers = Gdal.readers()) {
      for (Path file : damaged) {
        try {
          SceneSource source = new SceneFinder(readers).find(file).get(0);
          Scene scene = source.open(source.bandNames());
          Grid grid = scene.grid();
          if ((long) grid.width() * grid.height() * scene.bands().size() > 1 << 20) {
            continue;
          }
          double[] values = values(scene);
          read++;
          boolean same = matches(grid, values, whole);
          boolean mustBeWhole = isCut(file) && !name.endsWith(".hdr"); // a text may end anywhere
          if (!same && (mustBeWhole || !matches(grid, values, file))) {
            wrong.add(file.getFileName() + " has other pixels, or lies elsewhere");
          }
        } catch (InputException e) {
          assertThat(e.getMessage()).doesNotContain("\n").contains(file.getFileName().toString());
        }
      }
    }
    assertThat(wrong).as("%d read", read).isEmpty();
    assertThat(read).as("read").isBetween(1, FILES);
  }

  private static boolean isCut(Path file) {
    return file.getFileName().toString().startsWith("cut");
  }

  /** The first is whole. */
  private List<Path> damage(String name, String beside) throws IOException {
    byte[] whole = Files.readAllBytes(made.resolve(name));
    Random random = new Random(name.hashCode());
    List<Path> data = new ArrayList<>();
    if (name.endsWith(".vrt")) {
      Files.copy(made.resolve(beside), folder.resolve(beside));
    }
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = whole.clone();
      String what = "whole";
      // The libraries of HDF end the process at some bytes that were changed, gdalinfo's too.
      if (i > 0 && (i % 3 == 0 || name.matches(".*\\.(nc|hdf)"))) {
        what = "cut";
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else if (i > 0) {
        what = "changed";
        int most = i % 3 == 1 ? bytes.length : Math.min(2000, bytes.length);
        for (int n = random.nextInt(4); n >= 0; n--) {
          bytes[random.nextInt(most)] = (byte) random.nextInt(256);
        }
      }
      String stem = "%s%03d".formatted(what, i);
      Path file = folder.resolve(stem + name.substring(name.lastIndexOf('.')));
      Files.write(file, bytes);
      if (beside != null && !name.endsWith(".vrt")) {
        Path other = folder.resolve(stem + beside.substring(beside.lastIndexOf('.')));
        Files.copy(made.resolve(beside), other);
        file = name.endsWith(".hdr") ? other : file;
      }
      data.add(file);
    }
    return data;
  }

  private static double[] values(Scene scene) throws IOException {
    Rectangle all = scene.grid().bounds();
    int pixels = all.width * all.height;
    double[] values = new double[pixels * scene.bands().size()];
    for (int b = 0; b < scene.bands().size(); b++) {
      Band band = scene.bands().get(b);
      Raster raster = band.pixels().read(all);
      double[] own =
          raster.getSamples(
              raster.getMinX(),
              raster.getMinY(),
              all.width,
              all.height,
              band.index(),
              (double[]) null);
      System.arraycopy(own, 0, values, b * pixels, pixels);
    }
    return values;
  }

  /** Whether a scene is what GDAL read of a file. */
  private static boolean matches(Grid grid, double[] values, Path file) throws IOException {
    Path judged = file.resolveSibling(file.getFileName() + ".raw");
    if (!Files.exists(judged)) {
      return false;
    }
    ByteBuffer gdal = ByteBuffer.wrap(Files.readAllBytes(judged));
    double[] head = new double[9];
    for (int i = 0; i < head.length; i++) {
      head[i] = gdal.getDouble();
    }
    if (!new AffineTransform(head[1], head[4], head[2], head[5], head[0], head[3])
            .equals(grid.toWorld())
        || head[6] != grid.width()
        || head[7] != grid.height()
        || gdal.remaining() != values.length * Double.BYTES) {
      return false;
    }
    for (double value : values) {
      double judge = gdal.getDouble();
      if (value != judge && !(Double.isNaN(value) && Double.isNaN(judge))) {
        return false;
      }
    }
    return true;
  }
}
