/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import org.iikmc.bench.series.BenchmarkSeries;

/** A library that clusters with k-means. */
public interface Peer {
  /** For tables: library, algorithm, and threads if it has a choice. */
  String name();

  /** Brings pixels into the form that the library wants; that takes time of its own. */
  Held hold(BenchmarkSeries series) throws Exception;

  /** Pixels that a library holds. */
  interface Held extends AutoCloseable {
    /**
     * Clusters them anew.
     *
     * @param start centroids, k × bands; may be written. A library that can't be given any finds
     *     its own, as many, and says so in its name
     * @param iterations exactly as many, unless the centroids come to rest earlier
     * @return the last centroids
     */
    double[][] cluster(double[][] start, int iterations) throws Exception;
  }
}
