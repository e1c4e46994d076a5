/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/**
 * Bytes from any place of a file. Each read is one request for all that there is room for. Serves
 * one thread at a time.
 */
final class HadoopChannel implements SeekableByteChannel {
  private final FSDataInputStream in;
  private final long size;
  private long position;
  private boolean closed;

  /**
   * @param in is closed along with this
   */
  HadoopChannel(FSDataInputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    checkItIsOpen();
    if (position >= size) {
      return to.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(to.remaining(), size - position);
    if (to.hasArray()) {
      in.readFully(position, to.array(), to.arrayOffset() + to.position(), count);
      to.position(to.position() + count);
    } else {
      byte[] bytes = new byte[count];
      in.readFully(position, bytes);
      to.put(bytes);
    }
    position += count;
    return count;
  }

  @Override
  public long position() throws IOException {
    checkItIsOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    checkItIsOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException(Long.toString(newPosition));
    }
    position = newPosition;
    return this;
  }

  /** As it was when the file was opened. */
  @Override
  public long size() throws IOException {
    checkItIsOpen();
    return size;
  }

  private void checkItIsOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }
}
