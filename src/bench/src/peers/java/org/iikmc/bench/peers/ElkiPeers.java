/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import elki.clustering.kmeans.ExponionKMeans;
import elki.clustering.kmeans.HamerlyKMeans;
import elki.clustering.kmeans.KMeans;
import elki.clustering.kmeans.ShallotKMeans;
import elki.clustering.kmeans.initialization.KMeansInitialization;
import elki.clustering.kmeans.initialization.Predefined;
import elki.data.DoubleVector;
import elki.data.model.KMeansModel;
import elki.data.type.TypeUtil;
import elki.database.Database;
import elki.database.StaticArrayDatabase;
import elki.database.relation.Relation;
import elki.datasource.ArrayAdapterDatabaseConnection;
import elki.distance.minkowski.SquaredEuclideanDistance;
import java.util.List;
import org.iikmc.bench.series.BenchmarkSeries;

/** ELKI, one thread: exact algorithms that leave distances out which bounds make needless. */
public final class ElkiPeers implements Peers {
  private interface Algorithm {
    KMeans<DoubleVector, KMeansModel> create(int k, int iterations, KMeansInitialization start);
  }

  @Override
  public List<Peer> all() {
    return List.of(
        new Elki(
            "ELKI 0.8.0, Hamerly, 1 thread",
            (k, n, start) ->
                new HamerlyKMeans<>(SquaredEuclideanDistance.STATIC, k, n, start, false)),
        new Elki(
            "ELKI 0.8.0, Exponion, 1 thread",
            (k, n, start) ->
                new ExponionKMeans<>(SquaredEuclideanDistance.STATIC, k, n, start, false)),
        new Elki(
            "ELKI 0.8.0, Shallot, 1 thread",
            (k, n, start) ->
                new ShallotKMeans<>(SquaredEuclideanDistance.STATIC, k, n, start, false)));
  }

  private record Elki(String name, Algorithm algorithm) implements Peer {
    @Override
    public Held hold(BenchmarkSeries series) {
      Database database =
          new StaticArrayDatabase(
              new ArrayAdapterDatabaseConnection(PixelRows.of(series).values()));
      database.initialize();
      return new ElkiHeld(algorithm, database.getRelation(TypeUtil.DOUBLE_VECTOR_FIELD));
    }
  }

  private record ElkiHeld(Algorithm algorithm, Relation<DoubleVector> pixels) implements Peer.Held {
    @Override
    public double[][] cluster(double[][] start, int iterations) {
      // ELKI counts the first assignment, after which no centroid moves, as an iteration.
      return algorithm
          .create(start.length, iterations + 1, new Predefined(start))
          .run(pixels)
          .getAllClusters()
          .stream()
          .map(cluster -> cluster.getModel().getMean())
          .toArray(double[][]::new);
    }

    @Override
    public void close() {
      // nothing but memory
    }
  }
}
