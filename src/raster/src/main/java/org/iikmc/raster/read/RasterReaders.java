/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.archive.Archives;

/**
 * Opens the raster files of one run, and holds what stays open of them until it is closed. Safe for
 * use by several threads.
 */
public final class RasterReaders implements Closeable {
  private final TiffReaders tiffs = new TiffReaders();
  private final Archives archives = new Archives();
  private final List<RasterFormat> formats;

  /** Of a run that closes them, with all formats that this program has. */
  public RasterReaders() {
    this(
        ServiceLoader.load(RasterFormat.class, RasterReaders.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * @param formats beside TIFF; closed with this
   */
  public RasterReaders(Collection<RasterFormat> formats) {
    this.formats = formats.stream().sorted(Comparator.comparingInt(RasterFormat::rank)).toList();
  }

  /**
   * Opens a file of any format that can be read on this machine.
   *
   * @throws InputException if it can't be read
   */
  public RasterFile open(Path file) throws IOException {
    try {
      return tiff(file);
    } catch (UnsupportedRasterException e) {
      Optional<RasterFormat> format = format(file);
      if (format.isPresent()) {
        return format.get().open(file, this);
      }
      checkIsNotLacking(file); // perhaps there is one that would read it on another machine
      throw e;
    }
  }

  /**
   * Refuses a file that is called as those of a format that can't be used on this machine.
   *
   * @throws InputException with what to do for it
   */
  void checkIsNotLacking(Path file) {
    Optional<RasterFormat> lacking =
        formats.stream()
            .filter(format -> format.endings().contains(ending(file)))
            .filter(format -> format.obstacle().isPresent())
            .findFirst();
    if (lacking.isPresent() && Files.isReadable(file)) {
      throw lacks(Problem.of(file, " is no TIFF"), lacking.get());
    }
  }

  private static InputException lacks(Problem what, RasterFormat format) {
    return new InputException(
        what,
        ", and "
            + format.name()
            + ", which may read it, can't be used here: "
            + format.obstacle().orElseThrow()
            + ".");
  }

  /**
   * Opens what lies at a text that is no path, but an address of a format.
   *
   * @return empty if it is none
   * @throws InputException if it can't be read
   */
  public Optional<RasterFile> open(String address) throws IOException {
    Optional<RasterFormat> format =
        formats.stream().filter(each -> each.knows(address)).findFirst();
    if (format.isEmpty()) {
      return Optional.empty();
    }
    if (format.get().obstacle().isPresent()) {
      throw lacks(
          Problem.of("'" + new FileAddress(address).shown() + "' is no path"), format.get());
    }
    return Optional.of(format.get().open(address, this));
  }

  /** Whether a text is no path, but an address that is opened as such. */
  public boolean knows(String address) {
    return formats.stream().anyMatch(format -> format.knows(address));
  }

  /**
   * Whether a file of a folder of scenes is one, in a format other than TIFF: by the end of its
   * name and by what it looks like. Where the format can't be used here, a file that may be one
   * counts, so that it is refused rather than missing among the maps.
   */
  boolean isScene(Path file) throws IOException {
    boolean lacking = false;
    for (RasterFormat format : formats) {
      if (format.obstacle().isPresent()) {
        lacking |= format.mayRead(file);
      } else if (format.endings().contains(ending(file)) && format.reads(file)) {
        return true;
      }
    }
    return lacking;
  }

  /** Whether the name of a file ends as those of TIFFs or of another format. */
  boolean isEnding(String ending) {
    return ending.matches("(?i)tiff?")
        || formats.stream()
            .anyMatch(format -> format.endings().contains(ending.toLowerCase(Locale.ROOT)));
  }

  private static String ending(Path file) {
    return file.getFileName().toString().replaceFirst("^.*\\.", "").toLowerCase(Locale.ROOT);
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
    try (archives;
        tiffs) {
      for (RasterFormat format : formats) {
        format.close();
      }
    }
  }
}
