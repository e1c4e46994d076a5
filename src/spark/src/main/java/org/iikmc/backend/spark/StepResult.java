/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.iikmc.backend.forkjoin.ClassTotals;
import org.iikmc.backend.forkjoin.PartialTotals;

/**
 * What a step found in some parts. Results add up in any order, to the same bits.
 *
 * @param changed samples whose label changed
 * @param totals by the number of their frame; none where the parts have no sample of it
 */
record StepResult(long changed, Map<Integer, PartialTotals> totals) implements Serializable {
  private static final ClassTotals NONE =
      new ClassTotals() {
        @Override
        public long count(int label) {
          return 0;
        }

        @Override
        public double centeredSum(int label, int band) {
          return 0;
        }

        @Override
        public double mean(int label, int band) {
          return 0;
        }
      };

  StepResult plus(StepResult other) {
    Map<Integer, PartialTotals> all = new HashMap<>(totals);
    other.totals.forEach((frame, more) -> all.merge(frame, more, PartialTotals::plus));
    return new StepResult(changed + other.changed, all);
  }

  /** Totals of each of so many frames. */
  List<ClassTotals> ofFrames(int frames) {
    return IntStream.range(0, frames)
        .mapToObj(frame -> totals.containsKey(frame) ? totals.get(frame) : NONE)
        .toList();
  }
}
