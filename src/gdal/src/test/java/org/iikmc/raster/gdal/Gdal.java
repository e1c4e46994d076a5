/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.iikmc.raster.read.RasterReaders;

/** GDAL of this machine, without which a test is skipped. */
final class Gdal {
  private Gdal() {}

  /** Readers with GDAL and nothing else beside TIFF. */
  static RasterReaders readers() {
    GdalFormat format = format();
    return new RasterReaders(List.of(format));
  }

  static GdalFormat format() {
    GdalFormat format = new GdalFormat();
    assumeTrue(format.obstacle().isEmpty(), () -> "GDAL: " + format.obstacle().orElseThrow());
    return format;
  }

  /** Runs a script of GDAL's Python, which works in a folder. */
  static void python(Path folder, String script) throws IOException {
    Path file = Files.writeString(folder.resolve("made.py"), script);
    run(folder, "/usr/bin/python3", file.toString());
    Files.delete(file);
  }

  static String run(Path folder, String... command) throws IOException {
    Path log = Files.createTempFile("gdal", ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, command[0] + " is not installed");
      return "";
    }
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ended", command[0]).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    String text = Files.readString(log);
    Files.delete(log);
    assumeTrue(!text.contains("ModuleNotFoundError"), text);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
