/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a peer took.
 *
 * @param hold seconds of bringing the pixels into its form
 * @param cluster seconds of clustering, with all iterations and what comes before and after them
 * @param wall seconds of one iteration, without what comes before and after
 * @param cpu the same in seconds of all threads together
 * @param inertia of the centroids that it found
 */
public record PeerResult(double hold, double cluster, double wall, double cpu, double inertia) {
  private static final String MARK = "iikmc-peer-result";

  /** One line, by which it goes from one process to another. */
  String line() {
    return MARK
        + Arrays.stream(new double[] {hold, cluster, wall, cpu, inertia})
            .mapToObj(figure -> " " + figure)
            .collect(Collectors.joining());
  }

  /** Finds that line among whatever else a library writes. */
  static Optional<PeerResult> in(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(MARK))
        .map(line -> line.split(" "))
        .map(
            cells ->
                new PeerResult(
                    Double.parseDouble(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]),
                    Double.parseDouble(cells[5])))
        .findFirst();
  }
}
