/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.file.readonly;

import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A channel that refuses whatever would write. Serves one thread at a time. */
public abstract class ReadOnlyChannel implements SeekableByteChannel {
  @Override
  public final int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public final SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }
}
