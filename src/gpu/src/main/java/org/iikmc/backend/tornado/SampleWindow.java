/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.SampleType;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;
import uk.ac.manchester.tornado.api.types.arrays.TornadoNativeArray;

/**
 * Memory of this machine through which samples go to the device, and labels come and go: as large
 * as a tile. The arrays of many tiles can share one window, one after the other, because a tile's
 * own copy is on the device.
 *
 * <p>Not safe for use by several threads. What is left of it is freed when it is closed, which
 * comes after the arrays over it were freed from the device.
 */
final class SampleWindow implements AutoCloseable {
  private static final long HEADER = TornadoNativeArray.ARRAY_HEADER;
  private static final long ALIGNMENT = 128;

  private final Arena arena = Arena.ofShared();
  private final SampleType type;
  private final int capacity;
  private final MemorySegment samples;
  private final MemorySegment labels;

  /** Room for values; the arrays of stored blocks may be elsewhere. */
  private final Object room;

  private final byte[] labelRoom = new byte[StoredSamples.BLOCK_SAMPLES];

  SampleWindow(KernelShape shape) {
    type = shape.type();
    capacity = shape.capacity();
    samples = arena.allocate(HEADER + sampleBytes(shape), ALIGNMENT);
    labels = arena.allocate(HEADER + capacity + 1, ALIGNMENT);
    room = type.newArray(StoredSamples.BLOCK_SAMPLES);
  }

  /** Bytes of the samples of a tile. */
  static long sampleBytes(KernelShape shape) {
    return (long) shape.capacity() * shape.bands() * shape.type().bytes();
  }

  /** A new array over the samples. */
  ByteArray bytes() {
    return ByteArray.fromSegmentShallow(samples);
  }

  /** A new array over the samples. */
  ShortArray shorts() {
    return ShortArray.fromSegmentShallow(samples);
  }

  /** A new array over the samples. */
  FloatArray floats() {
    return FloatArray.fromSegmentShallow(samples);
  }

  /** A new array over the labels, and a place for the kernel's receipt after them. */
  ByteArray labels() {
    return ByteArray.fromSegmentShallow(labels);
  }

  /** Copies the samples of a tile into this window, band after band. */
  void load(StoredSamples stored, Tile tile) {
    for (int b = 0; b < stored.bands(); b++) {
      long at = (long) b * capacity;
      for (int block = tile.firstBlock(); block < tile.endBlock(); block++) {
        put(stored.values(block, b, room), at, stored.count(block));
        at += stored.count(block);
      }
    }
  }

  private void put(Object values, long at, int n) {
    long offset = HEADER + at * type.bytes();
    switch (type) {
      case UINT8 -> MemorySegment.copy(values, 0, samples, ValueLayout.JAVA_BYTE, offset, n);
      case UINT16, INT16 ->
          MemorySegment.copy(values, 0, samples, ValueLayout.JAVA_SHORT, offset, n);
      case FLOAT32 -> MemorySegment.copy(values, 0, samples, ValueLayout.JAVA_FLOAT, offset, n);
    }
  }

  /** Copies the stored labels of a tile into this window. */
  void loadLabels(StoredSamples stored, Tile tile) {
    long at = HEADER;
    for (int block = tile.firstBlock(); block < tile.endBlock(); block++) {
      int n = stored.count(block);
      MemorySegment.copy(stored.labels(block, labelRoom), 0, labels, ValueLayout.JAVA_BYTE, at, n);
      at += n;
    }
  }

  /** Stores labels {@code start} to {@code end - 1} of a tile, which are those of whole blocks. */
  void storeLabels(StoredSamples stored, Tile tile, int start, int end) {
    int at = 0;
    for (int block = tile.firstBlock(); block < tile.endBlock(); block++) {
      int n = stored.count(block);
      if (start <= at && at < end) {
        MemorySegment.copy(labels, ValueLayout.JAVA_BYTE, HEADER + at, labelRoom, 0, n);
        stored.storeLabels(block, labelRoom);
      }
      at += n;
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
