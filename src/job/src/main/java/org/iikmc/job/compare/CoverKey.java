/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A cover of the ground as references tell of it. The order is that of codes; of names alone, that
 * of numbers before other texts.
 *
 * @param code in a raster; empty if there is none
 * @param name for people
 */
record CoverKey(OptionalInt code, String name) implements Comparable<CoverKey> {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private static final Comparator<CoverKey> ORDER =
      Comparator.comparing((CoverKey key) -> key.code.orElse(Integer.MAX_VALUE))
          .thenComparing(key -> !NUMBER.matcher(key.name).matches())
          .thenComparing(
              key ->
                  NUMBER.matcher(key.name).matches() ? new BigDecimal(key.name) : BigDecimal.ZERO)
          .thenComparing(CoverKey::name);

  @Override
  public int compareTo(CoverKey other) {
    return ORDER.compare(this, other);
  }
}
