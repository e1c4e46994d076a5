/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whether tests may rely on the cluster, above all on what is lost in it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SparkClusterTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 8).boxed().toList();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  @TempDir Path files;
  private static SparkCluster cluster;
  private static JavaSparkContext spark;

  /** Of the two workers the one that may be lost. */
  private static int worker = 1;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    cluster = SparkCluster.start(folder, 2);
    spark = new JavaSparkContext(cluster.conf());
  }

  @AfterAll
  static void close() {
    try {
      spark.close();
    } finally {
      cluster.close();
    }
  }

  @Test
  void executorsAreProcessesOfTheirOwnAndHaveTheVectorApi() {
    List<Long> where =
        spark
            .parallelize(NUMBERS, NUMBERS.size())
            .map(
                number -> {
                  Class.forName("jdk.incubator.vector.FloatVector");
                  return ProcessHandle.current().pid();
                })
            .distinct()
            .collect();
    assertThat(where).isNotEmpty().isSubsetOf(cluster.executors());
    assertThat(cluster.executors()).doesNotContain(ProcessHandle.current().pid()).hasSize(2);
  }

  @Test
  void aJobOutlivesAnExecutor() throws Exception {
    JavaFutureAction<List<Integer>> squares = squares();
    List<Long> before = cluster.executors(worker);
    cluster.killExecutors(worker);
    assertThat(before).hasSize(1).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    Files.createFile(files.resolve("go"));
    assertThat(squares.get()).containsExactly(0, 1, 4, 9, 16, 25, 36, 49);
    await(() -> cluster.executors(worker).size() == 1);
    assertThat(cluster.executors(worker)).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aJobOutlivesAWorkerAndAnotherTakesItsPlace() throws Exception {
    JavaFutureAction<List<Integer>> squares = squares();
    cluster.killWorker(worker);
    assertThat(cluster.executors(worker)).isEmpty();
    assertThat(cluster.executors()).hasSize(1);
    worker = cluster.startWorker();
    await(() -> cluster.executors(worker).size() == 1);
    Files.createFile(files.resolve("go"));
    assertThat(squares.get()).containsExactly(0, 1, 4, 9, 16, 25, 36, 49);
  }

  /** A job of as many tasks as numbers, of which two have begun and wait for the word to go on. */
  private JavaFutureAction<List<Integer>> squares() throws Exception {
    await(() -> cluster.executors().size() == 2);
    String folder = files.toString();
    JavaFutureAction<List<Integer>> job =
        spark
            .parallelize(NUMBERS, NUMBERS.size())
            .map(
                number -> {
                  Files.write(Path.of(folder, "began-" + number), new byte[0]);
                  await(() -> Files.exists(Path.of(folder, "go")));
                  return number * number;
                })
            .collectAsync();
    await(
        () -> NUMBERS.stream().filter(i -> Files.exists(files.resolve("began-" + i))).count() == 2);
    return job;
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException();
      }
      Thread.sleep(10);
    }
  }
}
