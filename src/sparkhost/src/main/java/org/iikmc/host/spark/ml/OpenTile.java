/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Wording;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.CoverageScene;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/**
 * A tile that can be read. The content of a GeoTIFF is a file while it is, because it is read at
 * many places; a coverage stays the caller's. Safe for use by several threads.
 */
final class OpenTile implements Closeable {
  private final String name;

  /** Null for a coverage, likewise the readers. */
  private final Path file;

  private final RasterReaders readers;
  private final SceneSource source;

  private OpenTile(String name, Path file, RasterReaders readers, SceneSource source) {
    this.name = name;
    this.file = file;
    this.readers = readers;
    this.source = source;
  }

  /** Something that is done with a tile. */
  interface Use<T> {
    T apply(SceneSource source) throws IOException;
  }

  /**
   * Opens a tile.
   *
   * @param value a {@code byte[]} or a coverage
   * @param path where it is from; null if that is not known
   * @throws IOException if it can't be read; the message names the path
   */
  static OpenTile of(Object value, String path) throws IOException {
    String name = path == null ? "A tile" : "Tile " + path;
    if (value instanceof GridCoverage2D coverage) {
      try {
        String own = coverage.getName().toString();
        return new OpenTile(name, null, null, new CoverageScene(own, Optional.empty(), coverage));
      } catch (RuntimeException e) {
        throw failure(e, name, null);
      }
    }
    Path file = Files.createTempFile("iikmc-tile", ".tif");
    RasterReaders readers = new RasterReaders();
    try {
      Files.write(file, (byte[]) value);
      SceneSource source = new SceneFinder(readers).geoTiff(file);
      return new OpenTile(name, file, readers, source);
    } catch (IOException | RuntimeException e) {
      close(readers, file);
      throw failure(e, name, file);
    }
  }

  /**
   * Uses the tile.
   *
   * @throws IOException if that fails; the message names the path
   */
  <T> T use(Use<T> use) throws IOException {
    try {
      return use.apply(source);
    } catch (IOException | RuntimeException e) {
      throw failure(e, name, file);
    }
  }

  private static IOException failure(Exception e, String name, Path file) {
    String text =
        e instanceof InputException input ? input.problem().in(words(file)) : e.getMessage();
    if (text == null) {
      text = e.getClass().getSimpleName();
    } else if (file != null) {
      text = text.replace(file.toString(), "it");
    }
    return new IOException(name + " can't be used: " + text, e);
  }

  /** Options are called as the parameters are. */
  private static Wording words(Path temporary) {
    return new Wording() {
      @Override
      public String option(String option) {
        return option;
      }

      @Override
      public String option(String option, String value) {
        return option + "=" + value;
      }

      @Override
      public String file(Path path) {
        return path.equals(temporary) ? "it" : path.toString();
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      close(readers, file);
    }
  }

  private static void close(RasterReaders readers, Path file) throws IOException {
    try {
      readers.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
