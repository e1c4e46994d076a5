/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.backend.forkjoin.StoredSamples;

/**
 * How many samples lie together on the device, and whether all of them do.
 *
 * @param resident whether all tiles stay on the device
 * @param capacity samples of a tile
 * @param bytes that are taken of the device
 */
record TileSizes(boolean resident, int capacity, long bytes) {
  /**
   * A window on this machine is as large as a tile, so that tiles must not be too large; and each
   * has its own compiled kernel, so that they must not be too small.
   */
  private static final long RESIDENT_WINDOW = 512L << 20;

  /** Two windows, which are copied and computed in turns. */
  private static final long STREAMED_WINDOW = 128L << 20;

  /**
   * For samples, k classes and a device.
   *
   * @param free bytes of the device that may be taken
   * @param largestArray bytes that an array may have there
   */
  static TileSizes of(StoredSamples samples, int k, long free, long largestArray) {
    int bands = samples.bands();
    long pixel = (long) bands * samples.type().bytes();
    long total = samples.summary().count();
    long overhead = KernelShape.overhead(bands, k);
    // A tile has room for whole work-groups.
    long limit = largestArray / pixel / StepKernel.GROUP * StepKernel.GROUP;
    long largestBlock = 1;
    for (int block = 0; block < samples.blocks(); block++) {
      largestBlock = Math.max(largestBlock, samples.count(block));
    }

    long most = clamp(Math.min(limit, RESIDENT_WINDOW / pixel), largestBlock, total);
    long tiles = (total + most - 1) / most;
    // Evenly, with room for the block at which a tile ends.
    long resident = Math.min(most, total / tiles + largestBlock);
    long bytes = Tile.cut(samples, (int) resident).size() * (sizeOf(resident, pixel) + overhead);
    if (bytes <= free) {
      return new TileSizes(true, (int) resident, bytes);
    }
    long each = (free / StreamedTiles.places() - overhead) / (pixel + 1);
    long streamed =
        clamp(Math.min(Math.min(limit, STREAMED_WINDOW / pixel), each), largestBlock, total);
    return new TileSizes(
        false, (int) streamed, StreamedTiles.places() * (sizeOf(streamed, pixel) + overhead));
  }

  private static long sizeOf(long samples, long pixel) {
    return (samples + StepKernel.GROUP) * (pixel + 1);
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(value, Math.max(most, least)));
  }
}
