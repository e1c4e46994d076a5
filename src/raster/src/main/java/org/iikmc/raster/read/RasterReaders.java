/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.archive.Archives;

/**
 * Opens the raster files of one run, and holds what stays open of them until it is closed. Safe for
 * use by several threads.
 */
public final class RasterReaders implements Closeable {
  private final TiffReaders tiffs = new TiffReaders();
  private final Archives archives = new Archives();
  private final List<RasterFormat> formats;

  /** Of a run that closes them. */
  public RasterReaders() {
    formats =
        ServiceLoader.load(RasterFormat.class, RasterReaders.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparingInt(RasterFormat::rank))
            .toList();
  }

  /**
   * Opens a file of any format that can be read on this machine.
   *
   * @throws InputException if it can't be read
   */
  public RasterFile open(Path file) throws IOException {
    if (!FileState.exists(file) || TiffFile.isTiff(file)) {
      try {
        return tiff(file);
      } catch (UnsupportedRasterException e) {
        return format(file).orElseThrow(() -> e).open(file, this);
      }
    }
    Optional<RasterFormat> format = format(file);
    return format.isPresent() ? format.get().open(file, this) : tiff(file);
  }

  /**
   * Opens a GeoTIFF.
   *
   * @throws InputException if it is none, or can't be read
   */
  public TiffFile tiff(Path file) throws IOException {
    return new TiffFile(file, tiffs);
  }

  /** The open TIFFs of the run. */
  TiffReaders tiffs() {
    return tiffs;
  }

  private Optional<RasterFormat> format(Path file) throws IOException {
    for (RasterFormat format : formats) {
      if (format.obstacle().isEmpty() && format.reads(file)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The archives whose files are read, which are closed along with this. */
  Archives archives() {
    return archives;
  }

  @Override
  public void close() throws IOException {
    try (archives) {
      tiffs.close();
    }
  }
}
