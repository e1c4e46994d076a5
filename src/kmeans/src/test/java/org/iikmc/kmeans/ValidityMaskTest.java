/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class ValidityMaskTest {
  @Test
  void spreadsLabelsOverValidCells() {
    ValidityMask mask = ValidityMask.of(5, BitSet.valueOf(new long[] {0b10010}));
    byte[] cells = {9, 9, 9, 9, 9, 9};
    mask.spread(new byte[] {0, (byte) 254}, cells);
    assertThat(cells).containsExactly(0, 1, 0, 0, (byte) 255, 9);
  }

  @Test
  void aMaskWithoutGapsSpreadsAllLabels() {
    ValidityMask mask = ValidityMask.all(3);
    byte[] cells = new byte[3];
    mask.spread(new byte[] {0, 1, 2}, cells);
    assertThat(cells).containsExactly(1, 2, 3);
  }

  @Test
  void copiesTheBits() {
    BitSet bits = new BitSet();
    bits.set(1);
    ValidityMask mask = ValidityMask.of(2, bits);
    bits.set(0);
    assertThat(mask.count()).isEqualTo(1);
  }

  @Test
  void refusesBitsBeyondTheCells() {
    BitSet bits = new BitSet();
    bits.set(7);
    assertThatThrownBy(() -> ValidityMask.of(5, bits))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
