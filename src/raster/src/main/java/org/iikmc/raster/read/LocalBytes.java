/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** A file of this machine. The system itself reads ahead, so nothing is held here. */
final class LocalBytes implements FileBytes {
  private final RandomAccessFile file;

  LocalBytes(Path file) throws IOException {
    this.file = new RandomAccessFile(file.toFile(), "r");
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public void read(long position, byte[] to, int start, int length, LongSupplier end)
      throws IOException {
    file.seek(position);
    file.readFully(to, start, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
