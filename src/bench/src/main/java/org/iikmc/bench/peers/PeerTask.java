/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.util.List;

/**
 * What all peers are to do.
 *
 * @param pixels of the simulated series
 * @param bands of it
 * @param seed of it
 * @param k number of classes
 * @param iterations that are measured
 */
public record PeerTask(int pixels, int bands, long seed, int k, int iterations) {
  List<String> arguments() {
    return List.of(
        Integer.toString(pixels),
        Integer.toString(bands),
        Long.toString(seed),
        Integer.toString(k),
        Integer.toString(iterations));
  }

  static PeerTask of(List<String> arguments) {
    return new PeerTask(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Long.parseLong(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Integer.parseInt(arguments.get(4)));
  }
}
