/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.geom.AffineTransform;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TIFFs whose headers were changed at random. GDAL is the judge: one that is read has the pixels
 * that GDAL reads, of it or of the file before it was changed. More may be refused than GDAL does.
 */
class TiffFuzzTest {
  private static final int FILES = 750;
  private static final long SEED = 13;

  @TempDir Path folder;

  @Test
  void aChangedHeaderIsRefusedOrReadAsGdalReadsIt() throws Exception {
    Map<String, byte[]> whole = new TreeMap<>(unpack("kinds.zip", ".*"));
    whole.putAll(
        unpack("tiffs.zip", "(UInt8|UInt16|Float32)-(NONE|LZW|DEFLATE)-[12]-.*-(strips|tiles)-.*"));
    write(whole);
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

  private Map<String, byte[]> unpack(String zip, String names) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var in = new ZipInputStream(getClass().getResourceAsStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".tif") && entry.getName().matches(names + "\\.tif")) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return files;
  }

  private void write(Map<String, byte[]> whole) throws IOException {
    for (var each : whole.entrySet()) {
      Files.write(folder.resolve(each.getKey()), each.getValue());
    }
    List<String> names = List.copyOf(whole.keySet());
    Random random = new Random(SEED);
    for (int i = 0; i < FILES; i++) {
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = whole.get(name).clone();
      String what = change(bytes, random);
      Files.write(folder.resolve("%03d_%s_%s".formatted(i, what, name)), bytes);
    }
  }

  /** Changes one entry of the first directory, or a byte before the pixels. */
  private static String change(byte[] bytes, Random random) {
    ByteBuffer tiff =
        ByteBuffer.wrap(bytes)
            .order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory);
    int entry = directory + 2 + 12 * random.nextInt(entries);
    int tag = tiff.getShort(entry) & 0xFFFF;
    int[] counts = {0, 1, 2, 3, 5, 255, 65_535, Integer.MAX_VALUE, -1};
    int[] values = {0, 1, 2, 3, 4, 7, 8, 16, 17, 32, 64, 255, 256, 1000, 65_535, -1};
    switch (random.nextInt(5)) {
      case 0 -> {
        tiff.putShort(entry + 2, (short) random.nextInt(19));
        return tag + "-type";
      }
      case 1 -> {
        tiff.putInt(entry + 4, counts[random.nextInt(counts.length)]);
        return tag + "-count";
      }
      case 2 -> {
        tiff.putInt(entry + 8, values[random.nextInt(values.length)]);
        return tag + "-value";
      }
      case 3 -> {
        tiff.putShort(entry + 8, (short) values[random.nextInt(values.length)]);
        return tag + "-short";
      }
      default -> {
        int at = 4 + random.nextInt(Math.min(bytes.length, directory + 12 * entries + 200) - 4);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return "byte-" + at;
      }
    }
  }

  private List<Path> changed() throws IOException {
    try (var all = Files.list(folder)) {
      return all.filter(file -> file.getFileName().toString().matches("[0-9]{3}_.*tif"))
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
    boolean ended = gdal.waitFor(2, TimeUnit.MINUTES);
    gdal.destroyForcibly();
    assumeTrue(ended && gdal.exitValue() == 0, "GDAL for Python and NumPy are not installed");
  }

  /** Reads a file as a scene; empty if GDAL reads the same. */
  private static String difference(Path file, RasterReaders readers) throws IOException {
    FileScene source = new FileScene(file, readers, CommonGrid.NATIVE);
    Scene scene = source.open(source.bandNames());
    Grid grid = scene.grid();
    if ((long) grid.width() * grid.height() * scene.bands().size() > 1 << 22) {
      throw new InputException(file + " is too large for this test.");
    }
    BitSet cells = PixelSource.all(grid.width() * grid.height());
    double[][] values = new double[scene.bands().size()][grid.width() * grid.height()];
    for (int b = 0; b < values.length; b++) {
      Band band = scene.bands().get(b);
      Raster raster = band.pixels().read(grid.bounds(), cells);
      raster.getSamples(
          raster.getMinX(), raster.getMinY(), grid.width(), grid.height(), band.index(), values[b]);
      for (int i = 0; i < values[b].length; i++) {
        if (!cells.get(i) || band.nodata().matches(values[b][i])) {
          values[b][i] = Double.NaN;
        }
      }
    }
    String before = file.getFileName().toString().replaceFirst("[0-9]{3}_[^_]*_", "");
    String difference = difference(grid, values, file);
    return difference.isEmpty() || difference(grid, values, file.resolveSibling(before)).isEmpty()
        ? ""
        : difference;
  }

  /** Holds a scene against what GDAL read of a file. */
  private static String difference(Grid grid, double[][] values, Path file) throws IOException {
    Path judged = file.resolveSibling(file.getFileName() + ".raw");
    if (!Files.exists(judged)) {
      return "read, but not by GDAL";
    }
    ByteBuffer gdal = ByteBuffer.wrap(Files.readAllBytes(judged));
    double[] g = new double[6];
    for (int i = 0; i < 6; i++) {
      g[i] = gdal.getDouble();
    }
    if (!new AffineTransform(g[1], g[4], g[2], g[5], g[0], g[3]).equals(grid.toWorld())) {
      return "lies at " + grid.toWorld() + ", by GDAL at " + java.util.Arrays.toString(g);
    }
    double width = gdal.getDouble();
    double height = gdal.getDouble();
    double bands = gdal.getDouble();
    if (width != grid.width() || height != grid.height() || bands != values.length) {
      return "has other bands or sides than %s, %s, %s".formatted(width, height, bands);
    }
    int different = 0;
    int leftOut = 0;
    boolean lossy = file.toString().contains("jpeg");
    for (double[] band : values) {
      for (double value : band) {
        double judge = gdal.getDouble();
        if (Double.isNaN(value) != Double.isNaN(judge)) {
          leftOut++;
        } else if (Math.abs(value - judge) > (lossy ? 3 : 0)) {
          different++;
        }
      }
    }
    return different + leftOut == 0
        ? ""
        : different + " values are different, " + leftOut + " left out or not";
  }
}
