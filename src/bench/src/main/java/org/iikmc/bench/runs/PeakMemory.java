/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The most memory that processes had resident so far, as Linux counts it; empty elsewhere. */
final class PeakMemory {
  private static final Pattern HIGH_WATER = Pattern.compile("(?m)^VmHWM:\\s*(\\d+) kB$");

  private PeakMemory() {}

  /** Bytes of the largest among a process and those that it started; empty once they ended. */
  static OptionalLong ofLargest(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .map(each -> of(each.pid()))
        .flatMapToLong(OptionalLong::stream)
        .max();
  }

  private static OptionalLong of(long pid) {
    try {
      return ofStatus(Files.readString(Path.of("/proc/" + pid + "/status")));
    } catch (IOException e) {
      return OptionalLong.empty(); // it has ended, or this is no Linux
    }
  }

  /**
   * Bytes that the text of a status file tells.
   *
   * @param status of a process; without the line of the peak for one that is ending
   */
  static OptionalLong ofStatus(String status) {
    Matcher line = HIGH_WATER.matcher(status);
    return line.find()
        ? OptionalLong.of(Long.parseLong(line.group(1)) << 10)
        : OptionalLong.empty();
  }
}
