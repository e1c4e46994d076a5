/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A file in an archive. Immutable.
 *
 * @param size in bytes, unpacked, as the archive says
 * @param data how to get at its bytes
 */
record ArchiveEntry(long size, Data data) {
  /** Where the bytes of an entry are. */
  sealed interface Data permits Stored, Packed, Refused {}

  /**
   * As they are, one after the other.
   *
   * @param file which lies on the disk
   * @param start of the first byte in it
   */
  record Stored(Path file, long start) implements Data {}

  /**
   * To be unpacked from the first on.
   *
   * @param way of it
   */
  record Packed(Unpacking way) implements Data {}

  /**
   * Out of reach.
   *
   * @param why completes "it is"
   */
  record Refused(String why) implements Data {}

  /** Unpacks an entry. */
  interface Unpacking {
    /**
     * Writes all of its bytes, as many as the archive says.
     *
     * @param out throws {@link UnpackException} if it takes no more
     */
    void to(OutputStream out) throws IOException;
  }
}
