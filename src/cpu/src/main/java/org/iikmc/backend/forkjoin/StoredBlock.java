/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.iikmc.kmeans.SampleType;

/**
 * Samples of one scene and their labels, on the heap or in the {@link SpillFile}. Reading is safe
 * from several threads; labels are written by one at a time.
 */
abstract class StoredBlock implements Serializable {
  private static final long serialVersionUID = 1;

  /** The label of a sample that has none yet; one above the greatest that k allows. */
  static final byte NO_LABEL = (byte) 0xFF;

  final BlockFacts facts;

  /** Number of samples, at least 1. */
  final int count;

  final SampleType type;

  private LeafOrder order;

  private StoredBlock(BlockFacts facts, SampleType type) {
    this.facts = facts;
    this.count = facts.count();
    this.type = type;
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

  /**
   * This block where one thread can work on all of it: itself, or a copy of one that is not on the
   * heap, which is read at once. To be {@linkplain #close closed} before the room serves another.
   */
  abstract StoredBlock open(BlockRoom room);

  /** Takes back what {@link #open} gave, with its labels. */
  abstract void close(StoredBlock opened);

  /** Brings samples and labels into another order: place i receives what was at {@code from[i]}. */
  protected abstract void permute(int[] from);

  /** How the samples are ordered; null if they lie as they were read. */
  LeafOrder order() {
    return order;
  }

  /**
   * Brings samples of like spectra together, if they are not yet.
   *
   * @param sort of the calling thread
   */
  void order(SpectralSort sort) {
    if (order != null) {
      return;
    }
    int[] from = new int[count];
    int[] starts = sort.sort(allValues(), count, from);
    permute(from);
    char[] places = new char[count];
    for (int i = 0; i < count; i++) {
      places[from[i]] = (char) i;
    }
    order = LeafOrder.of(type, allValues(), places, starts);
  }

  private Object[] allValues() {
    Object[] bands = new Object[bands()];
    Arrays.setAll(bands, b -> values(b, 0, count, type.newArray(count)));
    return bands;
  }

  /** Where a sample lies that was read as number i of the block. */
  int place(int i) {
    return order == null ? i : order.places()[i];
  }

  /** Greatest distance of the samples from a point, by band. */
  double[] reach(double[] point) {
    double[] reach = new double[bands()];
    Arrays.setAll(reach, b -> facts.moments()[b].reach(point[b]));
    return reach;
  }

  /** Number of bands. */
  int bands() {
    return facts.moments().length;
  }

  /** Bytes of samples and labels. */
  static long size(SampleType type, int bands, int count) {
    return (long) count * (bands * type.bytes() + 1);
  }

  /**
   * Keeps the arrays, which have exactly {@code count} values each.
   *
   * @param run of the block
   */
  static StoredBlock onHeap(int scene, int run, int count, SampleType type, Object[] bands) {
    return new Heap(facts(scene, run, count, type, bands), type, bands);
  }

  static StoredBlock spilled(
      int scene, int run, int count, SampleType type, Object[] bands, SpillFile file)
      throws IOException {
    ByteBuffer buffer =
        ByteBuffer.allocate((int) size(type, bands.length, count)).order(ByteOrder.nativeOrder());
    for (Object band : bands) {
      put(type, band, count, buffer);
      buffer.position(buffer.position() + count * type.bytes());
    }
    while (buffer.hasRemaining()) {
      buffer.put(NO_LABEL);
    }
    return new Spilled(
        facts(scene, run, count, type, bands), type, file, file.append(buffer.flip()));
  }

  /** Puts values into a buffer, whose position stays. */
  private static void put(SampleType type, Object values, int count, ByteBuffer buffer) {
    switch (type) {
      case UINT8 -> buffer.duplicate().put((byte[]) values, 0, count);
      case UINT16, INT16 -> buffer.asShortBuffer().put((short[]) values, 0, count);
      case FLOAT32 -> buffer.asFloatBuffer().put((float[]) values, 0, count);
    }
  }

  private static BlockFacts facts(int scene, int run, int count, SampleType type, Object[] bands) {
    BandMoments[] moments =
        Arrays.stream(bands)
            .map(band -> BandMoments.of(type, band, count))
            .toArray(BandMoments[]::new);
    return new BlockFacts(scene, run, count, moments);
  }

  /** An array with the values at the places given. */
  private static Object gathered(SampleType type, Object values, int[] from) {
    Object out = type.newArray(from.length);
    switch (type) {
      case UINT8 -> gather((byte[]) values, from, (byte[]) out);
      case UINT16, INT16 -> gather((short[]) values, from, (short[]) out);
      case FLOAT32 -> throw new IllegalArgumentException("Float samples are not ordered.");
    }
    return out;
  }

  private static void gather(byte[] values, int[] from, byte[] out) {
    for (int i = 0; i < from.length; i++) {
      out[i] = values[from[i]];
    }
  }

  private static void gather(short[] values, int[] from, short[] out) {
    for (int i = 0; i < from.length; i++) {
      out[i] = values[from[i]];
    }
  }

  private static final class Heap extends StoredBlock {
    private static final long serialVersionUID = 1;

    private final Object[] bands;
    private transient byte[] labels;
    private transient boolean labelsChanged;

    Heap(BlockFacts facts, SampleType type, Object[] bands) {
      super(facts, type);
      this.bands = bands;
      this.labels = new byte[count];
    }

    /** A copy of another block, in arrays that may be longer. */
    Heap(StoredBlock other, Object[] bands, byte[] labels) {
      super(other.facts, other.type);
      super.order = other.order;
      this.bands = bands;
      this.labels = labels;
    }

    /** One that was sent has no labels. */
    private Object readResolve() {
      labels = new byte[count];
      return this;
    }

    @Override
    StoredBlock open(BlockRoom room) {
      return this;
    }

    @Override
    void close(StoredBlock opened) {
      // It is this one.
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
      labelsChanged = true;
    }

    @Override
    protected void permute(int[] from) {
      for (int b = 0; b < bands.length; b++) {
        bands[b] = gathered(type, bands[b], from);
      }
      labels = (byte[]) gathered(SampleType.UINT8, labels, from);
    }

    @Override
    void clearLabels() {
      Arrays.fill(labels, NO_LABEL);
    }
  }

  private static final class Spilled extends StoredBlock {
    private static final long serialVersionUID = 1;

    private final transient SpillFile file; // only what is on the heap is sent
    private final long start;

    Spilled(BlockFacts facts, SampleType type, SpillFile file, long start) {
      super(facts, type);
      this.file = file;
      this.start = start;
    }

    @Override
    StoredBlock open(BlockRoom room) {
      ByteBuffer bytes = room.bytes((int) size(type, bands(), count));
      file.read(start, bytes);
      bytes.flip();
      Object[] values = room.values(type, bands(), count);
      for (int b = 0; b < bands(); b++) {
        get(bytes, values[b], count);
      }
      byte[] labels = room.labels(count);
      bytes.get(labels, 0, count);
      return new Heap(this, values, labels);
    }

    @Override
    void close(StoredBlock opened) {
      Heap copy = (Heap) opened;
      if (copy.labelsChanged) {
        storeLabels(copy.labels, 0, count);
      }
    }

    @Override
    Object values(int band, int from, int n, Object room) {
      ByteBuffer bytes = buffer(n * type.bytes());
      file.read(start + ((long) band * count + from) * type.bytes(), bytes);
      get(bytes.flip(), room, n);
      return room;
    }

    /** Takes values out of a buffer. */
    private void get(ByteBuffer bytes, Object values, int n) {
      switch (type) {
        case UINT8 -> bytes.duplicate().get((byte[]) values, 0, n);
        case UINT16, INT16 -> bytes.asShortBuffer().get((short[]) values, 0, n);
        case FLOAT32 -> bytes.asFloatBuffer().get((float[]) values, 0, n);
      }
      bytes.position(bytes.position() + n * type.bytes());
    }

    @Override
    protected void permute(int[] from) {
      int size = count * type.bytes();
      for (int b = 0; b < bands(); b++) {
        ByteBuffer bytes = buffer(size);
        put(type, gathered(type, values(b, 0, count, type.newArray(count)), from), count, bytes);
        file.write(start + (long) b * size, bytes);
      }
      byte[] labels = labels(0, count, new byte[count]);
      storeLabels((byte[]) gathered(SampleType.UINT8, labels, from), 0, count);
    }

    @Override
    byte[] labels(int from, int n, byte[] room) {
      file.read(label(from), ByteBuffer.wrap(room, 0, n));
      return room;
    }

    @Override
    void storeLabels(byte[] copied, int from, int n) {
      file.write(label(from), ByteBuffer.wrap(copied, 0, n));
    }

    @Override
    void clearLabels() {
      byte[] none = new byte[count];
      Arrays.fill(none, NO_LABEL);
      storeLabels(none, 0, count);
    }

    /** Where a label is. */
    private long label(int i) {
      return start + (long) bands() * count * type.bytes() + i;
    }

    private static ByteBuffer buffer(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
  }
}
