/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file of any file system, for readers of ImageIO. Serves one thread at a time. */
final class BytesInput extends ImageInputStreamImpl {
  private final FileBytes bytes;
  private final byte[] single = new byte[1];

  BytesInput(Path file) throws IOException {
    bytes = FileBytes.open(file);
  }

  @Override
  public long length() {
    try {
      return bytes.length();
    } catch (IOException e) {
      return -1; // which means that it is not known
    }
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int start, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    long left = bytes.length() - streamPos;
    if (left <= 0 && length > 0) {
      return -1;
    }
    int count = (int) Math.min(left, length);
    bytes.read(streamPos, to, start, count);
    streamPos += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    super.close();
    bytes.close();
  }
}
