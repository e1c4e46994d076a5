/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

import java.util.SplittableRandom;
import java.util.TreeSet;

/** Choices of samples by ordinal: ascending and without repeats, as gathering wants them. */
public final class Ordinals {
  private Ordinals() {}

  /** All of {@code count} ordinals, or {@code most} of them at even distances. */
  public static long[] evenlySpaced(long count, int most) {
    int n = (int) Math.min(count, most);
    long[] ordinals = new long[n];
    for (int i = 0; i < n; i++) {
      // In whole numbers: rounding of a quotient would repeat some and miss others.
      ordinals[i] = i * (count / n) + i * (count % n) / n;
    }
    return ordinals;
  }

  /** All of {@code count} ordinals, or {@code most} of them drawn at random without replacement. */
  public static long[] random(long count, int most, long seed) {
    if (count <= most) {
      return evenlySpaced(count, most);
    }
    // R. Floyd's algorithm (J. Bentley, "A sample of brilliance", 1987, doi:10.1145/30401.315746):
    // as many draws as samples, whatever the count.
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> drawn = new TreeSet<>();
    for (long top = count - most; top < count; top++) {
      long draw = random.nextLong(top + 1);
      if (!drawn.add(draw)) {
        drawn.add(top);
      }
    }
    return drawn.stream().mapToLong(Long::longValue).toArray();
  }
}
