/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.iikmc.bench.series.BenchmarkSeries;
import org.junit.jupiter.api.Test;

class PeerTest {
  @Test
  void midpointsOfTwoClassesAreQuarters() {
    PixelRows rows = new PixelRows(new double[][] {{0, 10}, {4, 30}, {8, 50}});
    assertThat(rows.midpoints(2)).isDeepEqualTo(new double[][] {{2, 20}, {6, 40}});
  }

  @Test
  void inertiaIsToTheNearestCentroid() {
    PixelRows rows = new PixelRows(new double[][] {{0, 0}, {3, 4}, {10, 0}});
    // 0, 25 and 1: the last is nearer to the other centroid.
    assertThat(rows.inertia(new double[][] {{0, 0}, {11, 0}})).isEqualTo(26);
  }

  @Test
  void resultIsFoundAmongOtherOutput() {
    PeerResult result = new PeerResult(0.25, 12, 1.5e-3, -1e-9, 2.5e13);
    assertThat(PeerResult.in("WARN: a library\n" + result.line() + "\nshutdown\n"))
        .contains(result);
    assertThat(PeerResult.in("WARN: a library\n")).isEmpty();
  }

  @Test
  void namesAreFoundAmongOtherOutput() {
    assertThat(PeerProcess.names("WARNING: modules\niikmc-peer A, 1 thread\niikmc-peer B\n"))
        .containsExactly("A, 1 thread", "B");
  }

  @Test
  void taskSurvivesTheWayToAnotherProcess() {
    PeerTask task = new PeerTask(1000, 6, -1, 8, 10);
    assertThat(PeerTask.of(task.arguments())).isEqualTo(task);
  }

  /** All of them are exact, so from one start they come to one end. */
  @Test
  void ownWaysDoTheSameWork() throws Exception {
    BenchmarkSeries series = BenchmarkSeries.simulate(5000, 3, 1);
    PixelRows rows = PixelRows.of(series);
    double expected = Double.NaN;
    for (Peer peer : new OwnPeers().all()) {
      try (Peer.Held held = peer.hold(series)) {
        double inertia = rows.inertia(held.cluster(rows.midpoints(4), 5));
        if (Double.isNaN(expected)) {
          expected = inertia;
        }
        assertThat(inertia).as(peer.name()).isCloseTo(expected, within(1e-9 * expected));
      }
    }
    assertThat(expected).isLessThan(rows.inertia(rows.midpoints(4)));
  }
}
