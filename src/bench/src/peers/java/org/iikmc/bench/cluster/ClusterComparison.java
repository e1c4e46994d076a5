/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.storage.StorageLevel;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.backend.spark.SparkBackend;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.InterImageKMeans;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.FileAddress;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/**
 * Iterations of the CPU backend in the driver, of the Spark backend and of MLlib on one cluster:
 * the same scenes, the same midpoints, the same number of iterations, back to back. For
 * spark-submit: {@code FOLDER ITERATIONS K [ROUNDS]}.
 */
public final class ClusterComparison {
  private final JavaSparkContext spark;
  private final SampleSource source;
  private final int iterations;
  private final int k;

  private ClusterComparison(JavaSparkContext spark, SampleSource source, int iterations, int k) {
    this.spark = spark;
    this.source = source;
    this.iterations = iterations;
    this.k = k;
  }

  /** What one contender did. */
  private record Ran(String name, double hold, double iterate, double[][] signatures) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%-30s read and hold %7.2f s, iterations %8.2f s", name, hold, iterate);
    }
  }

  /** See above. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("comparison"));
        RasterReaders readers = new RasterReaders()) {
      List<Scene> scenes = new ArrayList<>();
      for (SceneSource scene : new SceneFinder(readers).find(new FileAddress(args[0]).path())) {
        scenes.add(scene.open(scene.defaultBands()));
      }
      SampleSource source = new SceneSamples(scenes, PixelRules.standard(), 1, 0, List.of());
      ClusterComparison comparison =
          new ClusterComparison(
              spark, source, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      for (int round = 0; round < rounds; round++) {
        comparison.run(round == rounds - 1);
      }
    }
  }

  private void run(boolean withMllib) throws IOException {
    ForkJoinBackend cpu =
        new ForkJoinBackend(
            KernelChoice.probe(),
            Runtime.getRuntime().availableProcessors(),
            Long.MAX_VALUE / 2,
            SampleMemory.ofHeap(),
            Path.of(System.getProperty("java.io.tmpdir")));
    Ran here = own("CPU, " + cpu.threads() + " threads", cpu);
    System.out.println(here);
    Ran there = own("Spark, " + spark.defaultParallelism() + " cores", new SparkBackend(spark));
    System.out.println(there);
    System.out.printf(
        Locale.ROOT,
        "Signatures equal: %b. Iterations %.2f times, with reading %.2f times those of the CPU.%n",
        Arrays.deepEquals(here.signatures, there.signatures),
        there.iterate / here.iterate,
        (there.hold + there.iterate) / (here.hold + here.iterate));
    if (!withMllib) {
      return;
    }
    Ran mllib = mllib();
    System.out.println(mllib);
    System.out.printf(
        Locale.ROOT,
        "Largest difference of a signature: %.2e. Iterations %.1f times, with reading %.1f times"
            + " those of the Spark backend.%n",
        difference(there.signatures, mllib.signatures),
        mllib.iterate / there.iterate,
        (mllib.hold + mllib.iterate) / (there.hold + there.iterate));
  }

  private Ran own(String name, AssignmentBackend backend) throws IOException {
    KMeansSettings settings =
        KMeansSettings.of(k).withMaxIterations(iterations).withChangeThreshold(0);
    long start = System.nanoTime();
    try (HeldSamples samples = backend.hold(source, Progress.NONE)) {
      long held = System.nanoTime();
      double[][] found =
          new InterImageKMeans(settings).run(samples, Progress.NONE).clustering().signatures();
      return new Ran(name, seconds(start, held), seconds(held, System.nanoTime()), found);
    }
  }

  private Ran mllib() throws IOException {
    double[][] first;
    try (HeldSamples samples = new SparkBackend(spark).hold(source, Progress.NONE)) {
      first = new MidpointSeeding().seed(samples, k);
    }
    List<SampleSource.Block> blocks = List.copyOf(source.blocks());
    long start = System.nanoTime();
    JavaRDD<Vector> pixels =
        spark
            .parallelize(blocks, spark.defaultParallelism())
            .flatMap(block -> rows(block).iterator())
            .persist(StorageLevel.MEMORY_ONLY());
    pixels.count(); // nothing is cached before it is asked for
    long held = System.nanoTime();
    KMeansModel found =
        new KMeans()
            .setK(k)
            .setMaxIterations(iterations)
            .setEpsilon(0)
            .setInitialModel(
                new KMeansModel(Arrays.stream(first).map(Vectors::dense).toArray(Vector[]::new)))
            .run(pixels.rdd());
    long end = System.nanoTime();
    pixels.unpersist(true);
    return new Ran(
        "MLlib, " + spark.defaultParallelism() + " cores",
        seconds(start, held),
        seconds(held, end),
        Arrays.stream(found.clusterCenters()).map(Vector::toArray).toArray(double[][]::new));
  }

  private static List<Vector> rows(SampleSource.Block block) throws IOException {
    SampleBlock samples = block.open();
    List<Vector> rows = new ArrayList<>();
    for (int i = 0; i < samples.count(); i++) {
      double[] row = new double[samples.bands().length];
      for (int b = 0; b < row.length; b++) {
        row[b] = samples.type().get(samples.bands()[b], i);
      }
      rows.add(Vectors.dense(row));
    }
    return rows;
  }

  private static double difference(double[][] a, double[][] b) {
    double largest = 0;
    for (int c = 0; c < a.length; c++) {
      for (int i = 0; i < a[c].length; i++) {
        largest = Math.max(largest, Math.abs(a[c][i] - b[c][i]));
      }
    }
    return largest;
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }
}
