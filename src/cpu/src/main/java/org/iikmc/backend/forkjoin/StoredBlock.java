/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * Samples of one scene and their labels, on the heap or in the {@link SpillFile}. Reading is safe
 * from several threads; labels are written by one at a time.
 */
abstract class StoredBlock {
  /** The label of a sample that has none yet; one above the greatest that k allows. */
  static final byte NO_LABEL = (byte) 0xFF;

  /** Index of the scene. */
  final int scene;

  /** Number of samples, at least 1. */
  final int count;

  final SampleType type;

  /** One for each band. */
  final BandMoments[] moments;

  private StoredBlock(int scene, int count, SampleType type, BandMoments[] moments) {
    this.scene = scene;
    this.count = count;
    this.type = type;
    this.moments = moments;
  }

  /**
   * Values {@code from} to {@code from + n - 1} of a band.
   *
   * @param room an array of at least n values that may be used
   * @return either {@code room}, filled from its start, or an array that holds all values of the
   *     band
   */
  abstract Object values(int band, int from, int n, Object room);

  /**
   * Labels {@code from} to {@code from + n - 1}.
   *
   * @return either {@code room}, filled from its start, or an array that holds all labels
   */
  abstract byte[] labels(int from, int n, byte[] room);

  /** Stores labels {@code from} to {@code from + n - 1}, copied from the start of an array. */
  abstract void storeLabels(byte[] copied, int from, int n);

  /** Takes the labels away. */
  abstract void clearLabels();

  /** Greatest distance of the samples from a point, by band. */
  double[] reach(double[] point) {
    double[] reach = new double[moments.length];
    Arrays.setAll(reach, b -> moments[b].reach(point[b]));
    return reach;
  }

  /** Bytes of samples and labels. */
  static long size(SampleType type, int bands, int count) {
    return (long) count * (bands * type.bytes() + 1);
  }

  /** Keeps the arrays, which have exactly {@code count} values each. */
  static StoredBlock onHeap(int scene, int count, SampleType type, Object[] bands) {
    return new Heap(scene, count, type, bands);
  }

  static StoredBlock spilled(int scene, int count, SampleType type, Object[] bands, SpillFile file)
      throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate((int) size(type, bands.length, count)).order(ByteOrder.nativeOrder());
    for (Object band : bands) {
      int bytes = count * type.bytes();
      switch (type) {
        case UINT8 -> buffer.put((byte[]) band, 0, count);
        case UINT16, INT16 -> {
          buffer.asShortBuffer().put((short[]) band, 0, count);
          buffer.position(buffer.position() + bytes);
        }
        case FLOAT32 -> {
          buffer.asFloatBuffer().put((float[]) band, 0, count);
          buffer.position(buffer.position() + bytes);
        }
      }
    }
    while (buffer.hasRemaining()) {
      buffer.put(NO_LABEL);
    }
    return new Spilled(scene, count, type, bands, file, file.append(buffer.flip()));
  }

  private static BandMoments[] moments(SampleType type, Object[] bands, int count) {
    return Arrays.stream(bands)
        .map(band -> BandMoments.of(type, band, count))
        .toArray(BandMoments[]::new);
  }

  private static final class Heap extends StoredBlock {
    private final Object[] bands;
    private final byte[] labels;

    Heap(int scene, int count, SampleType type, Object[] bands) {
      super(scene, count, type, StoredBlock.moments(type, bands, count));
      this.bands = bands;
      this.labels = new byte[count];
    }

    @Override
    Object values(int band, int from, int n, Object room) {
      return bands[band];
    }

    @Override
    byte[] labels(int from, int n, byte[] room) {
      return labels;
    }

    @Override
    void storeLabels(byte[] copied, int from, int n) {
      System.arraycopy(copied, 0, labels, from, n);
    }

    @Override
    void clearLabels() {
      Arrays.fill(labels, NO_LABEL);
    }
  }

  private static final class Spilled extends StoredBlock {
    private final SpillFile file;
    private final long start;
    private final int bands;

    Spilled(int scene, int count, SampleType type, Object[] bands, SpillFile file, long start) {
      super(scene, count, type, StoredBlock.moments(type, bands, count));
      this.bands = bands.length;
      this.file = file;
      this.start = start;
    }

    @Override
    Object values(int band, int from, int n, Object room) {
      long at = start + ((long) band * count + from) * type.bytes();
      ByteBuffer region = file.region(at, n * type.bytes());
      switch (type) {
        case UINT8 -> region.get((byte[]) room, 0, n);
        case UINT16, INT16 -> region.asShortBuffer().get((short[]) room, 0, n);
        case FLOAT32 -> region.asFloatBuffer().get((float[]) room, 0, n);
      }
      return room;
    }

    @Override
    byte[] labels(int from, int n, byte[] room) {
      labelRegion(from, n).get(room, 0, n);
      return room;
    }

    @Override
    void storeLabels(byte[] copied, int from, int n) {
      labelRegion(from, n).put(copied, 0, n);
    }

    @Override
    void clearLabels() {
      byte[] none = new byte[count];
      Arrays.fill(none, NO_LABEL);
      labelRegion(0, count).put(none);
    }

    private ByteBuffer labelRegion(int from, int n) {
      return file.region(start + (long) bands * count * type.bytes() + from, n);
    }
  }
}
