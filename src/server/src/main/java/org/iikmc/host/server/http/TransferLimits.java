/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.time.Duration;

/**
 * What bodies, or answers, may take while they are on their way.
 *
 * @param window how long one may stall; within each such time it has to bring what the rate asks
 * @param rate bytes a second, the least
 * @param longest that one may take
 * @param perAddress at once of one address; beyond, the one that is longest on its way gives way
 * @param held bytes in memory of all; beyond, the one that holds most gives way
 */
public record TransferLimits(
    Duration window, long rate, Duration longest, int perAddress, long held) {

  /** For bodies: a radio link that stumbles keeps to it, a byte every two seconds does not. */
  public static TransferLimits bodies(int mostBytes) {
    return new TransferLimits(
        Duration.ofSeconds(20), 1 << 10, Duration.ofMinutes(10), 64, 4L * mostBytes);
  }

  /**
   * For answers. What a slow client reads arrives here in the jumps of the system's send buffer, so
   * the window is longer; files of gigabytes take their time.
   */
  public static TransferLimits answers() {
    return new TransferLimits(Duration.ofMinutes(1), 1 << 10, Duration.ofDays(1), 256, 256L << 20);
  }
}
