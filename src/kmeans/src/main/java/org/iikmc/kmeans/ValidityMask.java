/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Which cells of a block are valid pixels, in the order of the cells. Immutable and safe to share
 * between threads.
 */
public final class ValidityMask implements Serializable {
  private static final long serialVersionUID = 1;

  private final int cells;
  private final int count;

  /** Null when every cell is valid, the common case, which then costs no memory. */
  private final BitSet valid;

  private ValidityMask(int cells, int count, BitSet valid) {
    this.cells = cells;
    this.count = count;
    this.valid = valid;
  }

  /** A mask in which all of {@code cells} cells are valid. */
  public static ValidityMask all(int cells) {
    return new ValidityMask(cells, cells, null);
  }

  /**
   * A mask of {@code cells} cells.
   *
   * @param valid bit i is set if cell i is valid; copied
   */
  public static ValidityMask of(int cells, BitSet valid) {
    Objects.checkFromToIndex(0, valid.length(), cells);
    int count = valid.cardinality();
    return count == cells ? all(cells) : new ValidityMask(cells, count, (BitSet) valid.clone());
  }

  /** Number of cells, valid or not. */
  public int cells() {
    return cells;
  }

  /** Number of valid cells. */
  public int count() {
    return count;
  }

  /**
   * The sample of each of some cells.
   *
   * @param wanted cells, in any order
   * @return its number among the valid cells, from 0; -1 for a cell that is not valid
   */
  public int[] samples(int[] wanted) {
    int[] samples = new int[wanted.length];
    if (valid == null) {
      System.arraycopy(wanted, 0, samples, 0, wanted.length);
      return samples;
    }
    int[] ofCells = new int[cells];
    Arrays.fill(ofCells, -1);
    int next = 0;
    for (int cell = valid.nextSetBit(0); cell >= 0; cell = valid.nextSetBit(cell + 1)) {
      ofCells[cell] = next++;
    }
    Arrays.setAll(samples, i -> ofCells[wanted[i]]);
    return samples;
  }

  /**
   * Spreads labels over the cells.
   *
   * @param labels one label for each valid cell, 0…k-1
   * @param out receives label + 1 in each valid cell and 0 in the others: {@link #cells()} bytes
   *     from its start
   */
  public void spread(byte[] labels, byte[] out) {
    if (valid == null) {
      for (int i = 0; i < cells; i++) {
        out[i] = (byte) (labels[i] + 1);
      }
      return;
    }
    Arrays.fill(out, 0, cells, (byte) 0);
    int next = 0;
    for (int cell = valid.nextSetBit(0); cell >= 0; cell = valid.nextSetBit(cell + 1)) {
      out[cell] = (byte) (labels[next++] + 1);
    }
  }
}
