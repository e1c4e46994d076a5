/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.util.OptionalLong;
import org.iikmc.job.options.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory as users write it: {@code 2g}, {@code 512m}, {@code 1.5g}, or bytes. */
final class MemorySize implements ITypeConverter<Long> {
  /** Of the pixel store, as the options say it. */
  static final String DEFAULT_TEXT = "2g";

  static final long DEFAULT = 2L << 30;

  /** The value of an option that may be left out. */
  static OptionalLong optional(Long bytes) {
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  @Override
  public Long convert(String text) {
    return ByteSize.parse(text)
        .filter(bytes -> bytes >= 1 << 20)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no amount of memory; write for example 512m or 2g"));
  }
}
