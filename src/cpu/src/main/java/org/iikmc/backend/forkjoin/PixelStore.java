/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.ValidityMask;

/**
 * All samples of a source with their labels, in their native type. What fits the budget lies on the
 * heap, the rest in a temporary file.
 */
final class PixelStore implements Closeable {
  /**
   * Samples in one stored block. Bands of 256 KiB at most stay small for the garbage collector, and
   * a block of them is work enough to hand out.
   */
  static final int BLOCK_SAMPLES = 1 << 16;

  /** By so many bytes notes may exceed the budget of a run. */
  private static final long NOTES_BEYOND = 256 << 20;

  private final HeldBlocks blocks;
  private final Spill spill;
  private final HeapShare heap;

  private PixelStore(HeldBlocks blocks, Spill spill, HeapShare heap) {
    this.blocks = blocks;
    this.spill = spill;
    this.heap = heap;
  }

  /**
   * Reads a source.
   *
   * @param budget bytes of samples and labels on the heap; what exceeds it is spilled
   * @param shared of which they are taken; what it does not have is spilled too
   * @param folder for the temporary file
   */
  static PixelStore read(
      SampleSource source,
      long budget,
      SampleMemory shared,
      Path folder,
      BlockWorkers workers,
      Progress progress)
      throws IOException {
    List<? extends SampleSource.Block> sources = source.blocks();
    int[] runs = BlockRuns.of(sources);
    ValidityMask[] masks = new ValidityMask[sources.size()];
    List<List<StoredBlock>> stored =
        new ArrayList<>(Collections.nCopies(sources.size(), List.of()));
    long cells = sources.stream().mapToLong(SampleSource.Block::cells).sum();
    AtomicLong done = new AtomicLong();
    HeapShare heap = new HeapShare(budget, shared);
    Spill spill = new Spill(folder, cells, budget);
    try {
      workers.forEach(
          sources.size(),
          progress,
          () -> null,
          (none, i) -> {
            SampleBlock block = sources.get(i).open();
            block.glimpse().ifPresent(source::take);
            masks[i] = block.mask();
            stored.set(i, store(block, sources.get(i).scene(), runs[i], heap, spill));
            progress.report(Progress.Stage.READ, done.addAndGet(sources.get(i).cells()), cells);
          });
      return new PixelStore(new HeldBlocks(List.of(masks), stored), spill, heap);
    } catch (Throwable e) {
      heap.close();
      spill.close();
      throw e;
    }
  }

  private static List<StoredBlock> store(
      SampleBlock block, int scene, int run, HeapShare heap, Spill spill) throws IOException {
    List<StoredBlock> stored = new ArrayList<>();
    for (SampleBlock part : parts(block)) {
      int bands = part.bands().length;
      stored.add(
          heap.take(StoredBlock.size(part.type(), bands, part.count()))
              ? onHeap(part, scene, run)
              : StoredBlock.spilled(
                  scene,
                  run,
                  part.count(),
                  part.type(),
                  part.bands(),
                  spill.file(part.type(), bands)));
    }
    return stored;
  }

  private static StoredBlock onHeap(SampleBlock part, int scene, int run) {
    return StoredBlock.onHeap(scene, run, part.count(), part.type(), part.bands());
  }

  /** The samples of a block of the source as blocks on the heap. */
  static List<StoredBlock> onHeapAll(SampleBlock block, int scene, int run) {
    return parts(block).stream().map(part -> onHeap(part, scene, run)).toList();
  }

  /** Samples of a block, so many at a time as are stored in one, in arrays of that length. */
  private static List<SampleBlock> parts(SampleBlock block) {
    List<SampleBlock> parts = new ArrayList<>();
    for (int from = 0; from < block.count(); from += BLOCK_SAMPLES) {
      int count = Math.min(BLOCK_SAMPLES, block.count() - from);
      Object[] bands = new Object[block.bands().length];
      for (int b = 0; b < bands.length; b++) {
        bands[b] = part(block.type(), block.bands()[b], from, count);
      }
      parts.add(new SampleBlock(block.type(), bands, ValidityMask.all(count)));
    }
    return parts;
  }

  /** The array itself if all of it is wanted: a block may be kept by whoever opened it. */
  private static Object part(SampleType type, Object values, int from, int count) {
    if (from == 0 && Array.getLength(values) == count) {
      return values;
    }
    Object part = type.newArray(count);
    System.arraycopy(values, from, part, 0, count);
    return part;
  }

  /**
   * Takes memory for notes on the samples.
   *
   * @return false if there is too little; then nothing is taken
   */
  boolean takeForNotes(long bytes) {
    return heap.takeForNotes(bytes);
  }

  HeldBlocks blocks() {
    return blocks;
  }

  @Override
  public void close() throws IOException {
    heap.close();
    spill.close();
  }

  /** What this store has of the memory that runs share. */
  private static final class HeapShare implements Closeable {
    private final SampleMemory shared;
    private long budget;
    private long taken;

    HeapShare(long budget, SampleMemory shared) {
      this.budget = budget;
      this.shared = shared;
    }

    synchronized boolean take(long bytes) {
      if (bytes > budget || !shared.take(bytes)) {
        return false;
      }
      budget -= bytes;
      taken += bytes;
      return true;
    }

    synchronized boolean takeForNotes(long bytes) {
      if (bytes > budget + NOTES_BEYOND || !shared.take(bytes)) {
        return false;
      }
      budget = Math.max(0, budget - bytes);
      taken += bytes;
      return true;
    }

    @Override
    public synchronized void close() {
      shared.giveBack(taken);
      taken = 0;
      budget = 0;
    }
  }

  /** The temporary file, made when the first block needs it. */
  private static final class Spill implements Closeable {
    private final Path folder;
    private final long cells;
    private final long budget;
    private SpillFile file;

    Spill(Path folder, long cells, long budget) {
      this.folder = folder;
      this.cells = cells;
      this.budget = budget;
    }

    synchronized SpillFile file(SampleType type, int bands) throws IOException {
      if (file == null) {
        file = new SpillFile(folder, cells * StoredBlock.size(type, bands, 1) - budget);
      }
      return file;
    }

    @Override
    public synchronized void close() throws IOException {
      if (file != null) {
        file.close();
      }
    }
  }
}
