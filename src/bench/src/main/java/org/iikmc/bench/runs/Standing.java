/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;

/**
 * How one contender did.
 *
 * @param name of the contender
 * @param rounds what it took, round by round; up to the first that failed
 * @param failure why there are no more, as one line; null if it never failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(String name, List<WholeRun> rounds, String failure) {
  /** Whether there is anything to tell but the failure. */
  boolean hasRun() {
    return !rounds.isEmpty();
  }

  /**
   * The round of the median time, the quicker of the middle two if their number is even. One round
   * instead of the medians of the stages, so that its stages add up.
   */
  WholeRun median() {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(WholeRun::seconds))
        .skip((rounds.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }
}
