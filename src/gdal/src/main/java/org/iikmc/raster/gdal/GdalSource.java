/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.iikmc.raster.archive.Archives;
import org.iikmc.raster.read.FileAddress;
import org.iikmc.raster.read.FileState;

/**
 * What GDAL opens. Immutable.
 *
 * @param address a path, or whatever else GDAL takes for one
 * @param file that it lies in; empty if it is none
 * @param state of the file as it was first seen
 * @param overview number of the smaller copy that is meant; empty for the image itself
 */
record GdalSource(
    String address, Optional<Path> file, Optional<FileState> state, OptionalInt overview) {

  /**
   * A file as it is now.
   *
   * @param file of this machine, or in an archive on it
   */
  static GdalSource of(Path file) throws IOException {
    return new GdalSource(
        Archives.gdalName(file).orElseThrow(),
        Optional.of(file),
        Optional.of(FileState.of(file)),
        OptionalInt.empty());
  }

  /** What lies at an address of GDAL's own. */
  static GdalSource at(String address) {
    return new GdalSource(address, Optional.empty(), Optional.empty(), OptionalInt.empty());
  }

  /** A part of the same file. */
  GdalSource part(String subdataset) {
    return new GdalSource(subdataset, file, state, OptionalInt.empty());
  }

  /** A smaller copy. */
  GdalSource smaller(int level) {
    return new GdalSource(address, file, state, OptionalInt.of(level));
  }

  /**
   * Sees that the file is still the one that was first seen.
   *
   * @throws org.iikmc.kmeans.problem.InputException if it is not
   */
  void checkItIsTheSame() throws IOException {
    if (file.isEmpty()) {
      return;
    }
    FileState now;
    try {
      now = FileState.of(file.get());
    } catch (NoSuchFileException e) {
      throw new IOException(file.get() + " was taken away while it was read.", e);
    }
    if (!now.equals(state.get())) {
      throw FileState.wasChanged(file.get());
    }
  }

  /** Options by which it is opened. */
  List<String> options() {
    return overview.isPresent() ? List.of("OVERVIEW_LEVEL=" + overview.getAsInt()) : List.of();
  }

  /** The file, or the address, as a part of a problem. */
  Object named() {
    return file.isPresent() ? file.get() : "'" + shown() + "'";
  }

  /** For messages. */
  String description() {
    return file.map(Path::toString).orElseGet(this::shown);
  }

  /** The address without what a URL in it is signed by. */
  private String shown() {
    return new FileAddress(address).shown();
  }

  /** A text of GDAL's that may hold the address. */
  String shownIn(String text) {
    return file.isPresent() ? text : new FileAddress(text.replace(address, shown())).shown();
  }
}
