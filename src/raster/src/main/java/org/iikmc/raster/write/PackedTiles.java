/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;

/**
 * Tiles of the images of a file that is written, deflated by several threads. They wait in a
 * scratch file, since small images come first in the file, and are known last. Memory holds a few
 * tiles for each thread. For use by one thread.
 */
final class PackedTiles implements Closeable, TileSink {
  /**
   * Of zlib's levels the last that is cheap: maps are 15 % larger than at 6, which takes twice as
   * long, and 25 % larger than at 9, which takes twenty times as long.
   */
  private static final int LEVEL = 5;

  /** Tiles for each thread, so that none waits for the one that writes. */
  private static final int AHEAD = 4;

  /** A block tells its size before it and its last bytes again behind it, as GDAL's COG does. */
  static final int FRAME = 4;

  /** Bytes that are copied at a time. */
  private static final long COPIED = 1 << 26;

  private final FileChannel channel;
  private final ExecutorService threads;
  private final int most;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final List<Tiles> images = new ArrayList<>();

  private record Waiting(int image, Future<ByteBuffer> packed) {}

  /** Where the tiles of one image lie in the scratch file, in their order. */
  private static final class Tiles {
    private long[] starts = new long[64];
    private int[] lengths = new int[64];
    private int count;

    void add(long start, int length) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
      }
      starts[count] = start;
      lengths[count++] = length;
    }
  }

  /**
   * Opens a scratch file.
   *
   * @param scratch a file that does not exist
   * @param images how many
   * @param threads at least 1, beside the caller's
   */
  PackedTiles(Path scratch, int images, int threads) throws IOException {
    channel =
        FileChannel.open(
            scratch,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    for (int i = 0; i < images; i++) {
      this.images.add(new Tiles());
    }
    this.threads = Executors.newFixedThreadPool(threads);
    most = AHEAD * threads;
  }

  @Override
  public void add(int image, byte[] pixels) throws IOException {
    if (waiting.size() == most) {
      writeFirst();
    }
    waiting.add(new Waiting(image, threads.submit(() -> pack(pixels))));
  }

  /** Adds the next tile of an image, which was {@linkplain #pack packed}. */
  void addPacked(int image, byte[] packed) throws IOException {
    finish();
    write(image, ByteBuffer.wrap(packed));
  }

  /** Deflates a tile, and frames it. */
  static ByteBuffer pack(byte[] pixels) {
    Deflater deflater = new Deflater(LEVEL);
    try {
      deflater.setInput(pixels);
      deflater.finish();
      byte[] packed = new byte[FRAME + pixels.length / 4 + 64];
      int end = FRAME;
      while (!deflater.finished()) {
        if (end == packed.length) {
          packed = Arrays.copyOf(packed, 2 * packed.length);
        }
        end += deflater.deflate(packed, end, packed.length - end);
      }
      ByteBuffer framed =
          ByteBuffer.wrap(Arrays.copyOf(packed, end + FRAME)).order(ByteOrder.LITTLE_ENDIAN);
      framed.putInt(0, end - FRAME).putInt(end, framed.getInt(end - FRAME));
      return framed;
    } finally {
      deflater.end();
    }
  }

  private void writeFirst() throws IOException {
    Waiting first = waiting.remove();
    write(first.image, result(first.packed));
  }

  private void write(int image, ByteBuffer packed) throws IOException {
    images.get(image).add(channel.position(), packed.remaining());
    while (packed.hasRemaining()) {
      channel.write(packed);
    }
  }

  private static ByteBuffer result(Future<ByteBuffer> packed) throws IOException {
    try {
      return packed.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The writing of a map was interrupted.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause()); // a deflater fails in want of memory alone
    }
  }

  /** Waits for all tiles that were added. */
  void finish() throws IOException {
    while (!waiting.isEmpty()) {
      writeFirst();
    }
  }

  /** Bytes that all tiles of an image take, once they are {@linkplain #finish finished}. */
  long length(int image) {
    Tiles tiles = images.get(image);
    return Arrays.stream(tiles.lengths, 0, tiles.count).asLongStream().sum();
  }

  /** Bytes of each tile of an image, without the frame. */
  int[] byteCounts(int image) {
    Tiles tiles = images.get(image);
    return Arrays.stream(tiles.lengths, 0, tiles.count).map(length -> length - 2 * FRAME).toArray();
  }

  /** Copies the tiles of an image to where a channel stands. */
  void copy(int image, FileChannel to) throws IOException {
    Tiles tiles = images.get(image);
    for (int t = 0; t < tiles.count; ) {
      long start = tiles.starts[t];
      long end = start;
      while (t < tiles.count && tiles.starts[t] == end && end - start < COPIED) {
        end += tiles.lengths[t++];
      }
      while (start < end) {
        start += channel.transferTo(start, end - start, to);
      }
    }
  }

  /** Ends what goes on; the scratch file is the caller's. */
  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    channel.close();
  }
}
