/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * A file of any other file system, where each read may be a request over a network: of tens of
 * milliseconds, in which a mebibyte comes as well as two bytes. So more is read than is asked for,
 * and held: at least 64 KiB, which is the directory of most TIFFs, and what is said to be wanted
 * next up to 8 MiB.
 */
final class ChannelBytes implements FileBytes {
  private static final int LEAST = 64 << 10;
  private static final int MOST = 8 << 20;

  private final SeekableByteChannel channel;
  private final long length;
  private byte[] held = new byte[0];
  private long heldFrom;
  private int heldCount;

  ChannelBytes(Path file) throws IOException {
    this(Files.newByteChannel(file));
  }

  /**
   * @param channel is closed along with this
   */
  ChannelBytes(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    try {
      length = channel.size();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void read(long position, byte[] to, int start, int count, LongSupplier end)
      throws IOException {
    if (position < 0 || position > length - count) {
      throw new EOFException();
    }
    int known = copy(position, to, start, count);
    long from = position + known;
    int missing = count - known;
    if (missing == 0) {
      return;
    }
    long wanted = Math.min(Math.max(end.getAsLong() - from, LEAST), MOST);
    int ahead = (int) Math.min(wanted, length - from);
    if (ahead <= missing) {
      fetch(from, to, start + known, missing);
      return;
    }
    heldCount = 0; // nothing, should the request fail
    if (held.length < ahead) {
      held = new byte[ahead];
    }
    fetch(from, held, 0, ahead);
    heldFrom = from;
    heldCount = ahead;
    copy(from, to, start + known, missing);
  }

  /** Copies what is held of a range, from its start on; returns how many bytes that are. */
  private int copy(long position, byte[] to, int start, int count) {
    if (position < heldFrom || position >= heldFrom + heldCount) {
      return 0;
    }
    int at = (int) (position - heldFrom);
    int known = Math.min(count, heldCount - at);
    System.arraycopy(held, at, to, start, known);
    return known;
  }

  private void fetch(long position, byte[] to, int start, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(to, start, count);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
