/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * JPEG 2000 files that were changed at random. GDAL is the judge: one that is read lies where GDAL
 * says, or where the file lay before it was changed, and has the pixels of one of them. More may be
 * refused than GDAL does.
 */
class Jp2FuzzTest {
  private static final int FILES = 300;
  private static final long SEED = 20;
  private static final int LONGEST_MINUTES = 5;

  @TempDir Path folder;

  @Test
  @Timeout(value = LONGEST_MINUTES, unit = TimeUnit.MINUTES)
  void aChangedFileIsRefusedOrReadAsGdalReadsIt() throws Exception {
    List<String> names =
        Jp2Samples.unpack(folder).stream().filter(name -> !name.contains("1024")).toList();
    write(names);
    judge();
    List<String> wrong = new ArrayList<>();
    int read = 0;
    try (RasterReaders readers = new RasterReaders()) {
      for (Path file : changed()) {
        try {
          String difference = difference(file, readers);
          read++;
          if (!difference.isEmpty()) {
            wrong.add(file.getFileName() + ": " + difference);
          }
        } catch (InputException e) {
          assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
        }
      }
    }
    assertThat(wrong).as("%d read of %d", read, FILES).isEmpty();
    assertThat(read).as("files that are read all the same").isGreaterThan(50);
  }

  private void write(List<String> names) throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < FILES; i++) {
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = Files.readAllBytes(folder.resolve(name + ".jp2"));
      int codestream = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("jp2c") + 4;
      int from = random.nextInt(3) == 0 ? 0 : codestream;
      int to = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, from + 160);
      int at = from + random.nextInt(to - from);
      String what = change(bytes, at, random) + "-" + at;
      Files.write(folder.resolve("%03d_%s_%s.jp2".formatted(i, what, name)), bytes);
    }
  }

  private static String change(byte[] bytes, int at, Random random) {
    int[] values = {0, 1, 2, 255, 65_535, 1 << 20, Integer.MAX_VALUE, -1};
    switch (random.nextInt(4)) {
      case 0 -> {
        bytes[at] = (byte) random.nextInt();
        return "byte";
      }
      case 1 -> {
        int start = Math.min(at, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(start, values[random.nextInt(values.length)]);
        return "int";
      }
      case 2 -> {
        for (int i = at; i < Math.min(bytes.length, at + 20); i++) {
          bytes[i] = (byte) random.nextInt();
        }
        return "run";
      }
      default -> {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return "bit";
      }
    }
  }

  private List<Path> changed() throws IOException {
    try (var all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches("[0-9]{3}_.*jp2"))
          .sorted()
          .toList();
    }
  }

  private void judge() throws Exception {
    Process gdal;
    try {
      gdal =
          new ProcessBuilder("/usr/bin/python3", "src/test/gdal/read.py", folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("judge.txt").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "Python is not installed");
      return;
    }
    boolean ended = gdal.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    gdal.destroyForcibly();
    assumeTrue(ended && gdal.exitValue() == 0, "GDAL for Python and NumPy are not installed");
  }

  /** Reads a file; empty if GDAL reads the same. */
  private static String difference(Path file, RasterReaders readers) throws IOException {
    RasterFile read = readers.open(file);
    Grid grid = read.grid();
    long pixels = (long) grid.width() * grid.height() * read.bandNames().size();
    Rectangle window =
        pixels > 1 << 22
            ? new Rectangle(Math.min(64, grid.width()), Math.min(64, grid.height()))
            : grid.bounds();
    BitSet cells = PixelSource.all(window.width * window.height);
    Raster raster = read.read(window, cells);
    if (pixels > 1 << 22) {
      return "is read with " + pixels + " pixels";
    }
    String before = file.getFileName().toString().replaceFirst("[0-9]{3}_[^_]*_", "");
    String difference = difference(read, raster, cells, file);
    return difference.isEmpty()
            || difference(read, raster, cells, file.resolveSibling(before)).isEmpty()
        ? ""
        : difference;
  }

  private static String difference(RasterFile read, Raster raster, BitSet cells, Path file)
      throws IOException {
    Path judged = file.resolveSibling(file.getFileName() + ".raw");
    if (!Files.exists(judged)) {
      return "read, but not by GDAL";
    }
    Jp2Samples.Judged gdal = Jp2Samples.Judged.of(judged);
    double[] ours = new double[6];
    read.grid().toWorld().getMatrix(ours);
    double[] g = gdal.place();
    double[] gdals = {g[1], g[4], g[2], g[5], g[0], g[3]};
    for (int i = 0; i < 6; i++) {
      if (Math.abs(ours[i] - gdals[i]) > 1e-9 * Math.abs(gdals[i])) {
        return "lies elsewhere";
      }
    }
    if (gdal.width() != raster.getWidth() || gdal.height() != raster.getHeight()) {
      return "has other sides";
    }
    int band = 0;
    double tolerance = file.toString().contains("lossy") ? 2 : 0; // damage makes large fractions
    int different = 0;
    for (int b = 0; b < raster.getNumBands(); b++) {
      if (read.isAlpha(b)) {
        continue;
      }
      if (band == gdal.bands()) {
        return "has more bands";
      }
      for (int y = 0; y < gdal.height(); y++) {
        for (int x = 0; x < gdal.width(); x++) {
          double value = raster.getSample(x, y, b);
          boolean there = cells.get(y * gdal.width() + x) && !read.band(b).nodata().matches(value);
          double judge = gdal.at(band, x, y);
          different +=
              there == Double.isNaN(judge) || there && Math.abs(value - judge) > tolerance ? 1 : 0;
        }
      }
      band++;
    }
    return band < gdal.bands()
        ? "has fewer bands"
        : different == 0 ? "" : different + " values are different";
  }
}
