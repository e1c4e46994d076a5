/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * The bytes of an open file, from any place of it. Serves one thread at a time, which closes it.
 */
interface FileBytes extends Closeable {
  /** Opens a file of any file system. */
  static FileBytes open(Path file) throws IOException {
    return isLocal(file) ? new LocalBytes(file) : new ChannelBytes(file);
  }

  /** Whether a path is one of this machine's own file system, which {@link java.io.File} names. */
  static boolean isLocal(Path file) {
    return file.getFileSystem() == FileSystems.getDefault();
  }

  /** Of the whole file, in bytes. */
  long length() throws IOException;

  /**
   * Reads so many bytes.
   *
   * @param position of the first in the file
   * @param to from its index {@code start} on
   * @param end where in the file those end that are read next, one after the other: a file whose
   *     every request takes long reads them in one. Asked only by such a file.
   * @throws EOFException if the file ends before
   */
  void read(long position, byte[] to, int start, int length, LongSupplier end) throws IOException;

  /** The same without knowing what is read next. */
  default void read(long position, byte[] to, int start, int length) throws IOException {
    read(position, to, start, length, () -> position + length);
  }
}
