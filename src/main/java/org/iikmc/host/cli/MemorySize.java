/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory as users write it: {@code 2g}, {@code 512m}, {@code 1.5g}, or bytes. */
final class MemorySize implements ITypeConverter<Long> {
  /** Of the pixel store, as the options say it. */
  static final String DEFAULT_TEXT = "2g";

  static final long DEFAULT = 2L << 30;

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?)([kmgt]?)b?");

  /** The number of bytes; empty if the text is no size. */
  static Optional<Long> tryParse(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int power = " kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
    double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
    return bytes < 1L << 50 ? Optional.of((long) bytes) : Optional.empty();
  }

  @Override
  public Long convert(String text) {
    return tryParse(text)
        .filter(bytes -> bytes >= 1 << 20)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no amount of memory; write for example 512m or 2g"));
  }
}
