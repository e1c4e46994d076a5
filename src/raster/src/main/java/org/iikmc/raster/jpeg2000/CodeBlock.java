/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.util.Arrays;

/**
 * A code-block, with the places of its bytes in the file. Filled while packets are read; not
 * changed after that.
 */
final class CodeBlock {
  final Area area;
  int zeroPlanes;
  int lengthBits = 3;

  /** Passes of each codeword segment. */
  int[] passes = new int[1];

  /** Bytes of each. */
  int[] lengths = new int[1];

  int segments;

  private long[] positions = new long[1];
  private int[] sizes = new int[1];
  private int chunks;

  CodeBlock(Area area) {
    this.area = area;
  }

  boolean isIncluded() {
    return segments > 0;
  }

  int allPasses() {
    int sum = 0;
    for (int i = 0; i < segments; i++) {
      sum += passes[i];
    }
    return sum;
  }

  void startSegment() {
    if (segments == passes.length) {
      passes = Arrays.copyOf(passes, 2 * segments);
      lengths = Arrays.copyOf(lengths, 2 * segments);
    }
    segments++;
  }

  void addBytes(long position, int size) {
    if (size == 0) {
      return;
    }
    if (chunks == sizes.length) {
      positions = Arrays.copyOf(positions, 2 * chunks);
      sizes = Arrays.copyOf(sizes, 2 * chunks);
    }
    positions[chunks] = position;
    sizes[chunks++] = size;
  }

  int size() {
    int sum = 0;
    for (int i = 0; i < chunks; i++) {
      sum += sizes[i];
    }
    return sum;
  }

  /** Copies its bytes, one segment after the other. */
  void copy(Buffered from, byte[] to) throws java.io.IOException {
    int at = 0;
    for (int i = 0; i < chunks; i++) {
      from.copy(positions[i], to, at, sizes[i]);
      at += sizes[i];
    }
  }
}
