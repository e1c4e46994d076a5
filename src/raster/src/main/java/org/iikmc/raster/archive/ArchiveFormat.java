/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.iikmc.kmeans.problem.InputException;

/** A format of archives. Found by {@link ServiceLoader}; has no state. */
interface ArchiveFormat {
  /** Bytes by which a format is known. */
  int START = 512;

  /**
   * That of a file, by its first bytes.
   *
   * @return empty if it has none of those that are known
   */
  static Optional<ArchiveFormat> of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    }
    return ServiceLoader.load(ArchiveFormat.class, ArchiveFormat.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(format -> format.starts(start))
        .findFirst();
  }

  /**
   * Whether a file is one of these.
   *
   * @param start its first bytes: {@link #START}, or all if it has less
   */
  boolean starts(byte[] start);

  /**
   * Lists an archive.
   *
   * @param temporary takes what has to be unpacked for it
   * @throws InputException if it can't be read, or holds what it may not
   */
  ArchiveIndex index(Path archive, TemporaryFiles temporary) throws IOException;
}
