/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.iikmc.raster.file.readonly.ReadOnlyChannel;

/**
 * An archive to a library that lists it: all that the library reads it holds, so it gets no more
 * than so much. Serves one thread at a time.
 */
final class HeaderChannel extends ReadOnlyChannel {
  /** Of names and sizes; a product has some hundred files, and less than a kibibyte of each. */
  private static final long MOST = 16 << 20;

  private final SeekableByteChannel channel;
  private long left = MOST;

  /**
   * @param channel is closed along with this
   */
  HeaderChannel(SeekableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int count = channel.read(to);
    left -= Math.max(0, count);
    if (left < 0) {
      throw new IOException("names and sizes of its files have more than 16 MiB");
    }
    return count;
  }

  @Override
  public long position() throws IOException {
    return channel.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    channel.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
