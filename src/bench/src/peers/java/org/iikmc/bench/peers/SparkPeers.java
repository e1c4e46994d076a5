/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.peers;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.iikmc.bench.series.BenchmarkSeries;

/** Spark's MLlib in this process, on all cores, with its data in memory. */
public final class SparkPeers implements Peers {
  @Override
  public List<Peer> all() {
    return List.of(new Spark());
  }

  private record Spark() implements Peer {
    @Override
    public String name() {
      return "Spark MLlib 4.0.1, local[*]";
    }

    @Override
    public Held hold(BenchmarkSeries series) {
      SparkConf settings =
          new SparkConf()
              .setMaster("local[*]")
              .setAppName("iikmc-bench")
              .set("spark.ui.enabled", "false")
              .set("spark.driver.host", "localhost")
              .set("spark.driver.bindAddress", "127.0.0.1");
      JavaSparkContext context = new JavaSparkContext(settings);
      List<Vector> vectors =
          Arrays.stream(PixelRows.of(series).values()).map(Vectors::dense).toList();
      JavaRDD<Vector> pixels = context.parallelize(vectors).cache();
      pixels.count(); // nothing is cached before it is asked for
      return new SparkHeld(context, pixels);
    }
  }

  private record SparkHeld(JavaSparkContext context, JavaRDD<Vector> pixels) implements Peer.Held {
    @Override
    public double[][] cluster(double[][] start, int iterations) {
      Vector[] first = Arrays.stream(start).map(Vectors::dense).toArray(Vector[]::new);
      KMeansModel found =
          new KMeans()
              .setK(start.length)
              .setMaxIterations(iterations)
              .setEpsilon(0)
              .setInitialModel(new KMeansModel(first))
              .run(pixels.rdd());
      return Arrays.stream(found.clusterCenters()).map(Vector::toArray).toArray(double[][]::new);
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
