/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import org.iikmc.raster.file.readonly.ReadOnlyChannel;

/**
 * Bytes from any place of a file. Nothing is open between two reads. Serves one thread at a time.
 */
final class WebChannel extends ReadOnlyChannel {
  /** Of one request. */
  private static final int MOST = 16 << 20;

  private final WebFiles files;
  private final WebPath file;
  private final WebState state;
  private long position;
  private boolean closed;

  WebChannel(WebFiles files, WebPath file, WebState state) {
    this.files = files;
    this.file = file;
    this.state = state;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    checkItIsOpen();
    if (position >= state.size()) {
      return to.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(Math.min(to.remaining(), MOST), state.size() - position);
    files.read(file, state, position, count, to);
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

  @Override
  public long size() throws IOException {
    checkItIsOpen();
    return state.size();
  }

  private void checkItIsOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
