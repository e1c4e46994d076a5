/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.util.List;
import org.iikmc.bench.series.BenchmarkSeries;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** Smile: a tree of boxes, whose pixels go to a centroid together where that is sure. */
public final class SmilePeers implements Peers {
  private static final long SEED = 1;

  @Override
  public List<Peer> all() {
    return List.of(new Smile());
  }

  private record Smile() implements Peer {
    @Override
    public String name() {
      return "Smile 3.1.1, BBD tree (own start)";
    }

    @Override
    public Held hold(BenchmarkSeries series) {
      return new SmileHeld(PixelRows.of(series).values());
    }
  }

  private record SmileHeld(double[][] pixels) implements Peer.Held {
    @Override
    public double[][] cluster(double[][] start, int iterations) {
      MathEx.setSeed(SEED); // so that each call draws the same start
      return KMeans.fit(pixels, start.length, iterations, 0).centroids;
    }

    @Override
    public void close() {
      // nothing but memory
    }
  }
}
