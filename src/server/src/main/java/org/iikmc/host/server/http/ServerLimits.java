/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.time.Duration;
import org.iikmc.job.options.Options;

/**
 * What clients may take of the server.
 *
 * @param requestBytes of the body of a request
 * @param imageSide pixels of a side of a map
 * @param runs that compute at once
 * @param queued runs that wait beside them
 * @param runTime of a run
 * @param results of runs that are kept
 * @param resultAge how long they are
 * @param runPixels of all scenes of a run
 */
public record ServerLimits(
    int requestBytes,
    int imageSide,
    int runs,
    int queued,
    Duration runTime,
    int results,
    Duration resultAge,
    long runPixels) {

  /** For a machine that others use too. */
  public static ServerLimits defaults() {
    return new ServerLimits(
        32 << 20,
        4096,
        Options.RUNS.standardValue(),
        Options.QUEUE.standardValue(),
        Duration.ofMinutes(Options.RUN_MINUTES.standardValue()),
        100,
        Duration.ofHours(1),
        1_000_000_000L);
  }
}
