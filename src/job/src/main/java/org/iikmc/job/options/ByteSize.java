/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as users write them: {@code 2g}, {@code 512m}, {@code 1.5g}, or bytes. */
public final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)([kmgt]?)b?");

  private ByteSize() {}

  /** The number of bytes; empty if the text is no size. */
  public static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int power = " kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
    double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
    return bytes < 1L << 50 ? Optional.of((long) bytes) : Optional.empty();
  }
}
