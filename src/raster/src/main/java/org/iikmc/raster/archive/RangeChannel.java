/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.iikmc.raster.file.readonly.ReadOnlyChannel;

/** A part of a file as if it were one. Serves one thread at a time. */
final class RangeChannel extends ReadOnlyChannel {
  private final SeekableByteChannel channel;
  private final long start;
  private final long size;
  private long position;

  /**
   * @param channel is closed along with this
   * @param start of the part, in bytes
   * @param size of the part, likewise
   */
  RangeChannel(SeekableByteChannel channel, long start, long size) {
    this.channel = channel;
    this.start = start;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    if (position >= size) {
      return to.hasRemaining() ? -1 : 0;
    }
    int beyond = (int) Math.max(0, to.remaining() - (size - position));
    to.limit(to.limit() - beyond);
    try {
      int count = channel.position(start + position).read(to);
      position += Math.max(0, count);
      return count;
    } finally {
      to.limit(to.limit() + beyond);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException(Long.toString(newPosition));
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
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
