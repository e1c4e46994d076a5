/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.testing.AssignmentBackendContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** What every backend does, by Spark within one JVM. */
class SparkBackendTest {
  private static JavaSparkContext spark;

  @BeforeAll
  static void start() {
    spark =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("iikmc")
                // What travels must not depend on it: Java's is used where nobody says so.
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Nested
  class Local extends AssignmentBackendContract {
    @Override
    protected AssignmentBackend backend() {
      return new SparkBackend(spark);
    }
  }
}
