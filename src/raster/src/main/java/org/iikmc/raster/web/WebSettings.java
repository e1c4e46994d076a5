/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.time.Duration;
import java.util.List;

/**
 * How long is waited for web servers, and how much of their files is kept.
 *
 * @param connect for a connection
 * @param silence without a byte, until a request counts as lost
 * @param pauses before each further try; as many as there are, so many more tries
 * @param longestPause that a server may ask for
 * @param remembered how long what an answer told of a file is taken to hold
 * @param cacheBytes of the blocks that are kept
 */
record WebSettings(
    Duration connect,
    Duration silence,
    List<Duration> pauses,
    Duration longestPause,
    Duration remembered,
    long cacheBytes) {
  private static final long CACHE = 64 << 20;
  private static final int SHARE_OF_HEAP = 16;

  static WebSettings standard() {
    return new WebSettings(
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10)),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Math.min(CACHE, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }
}
