/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import scala.Tuple2;

/**
 * Hadoop's clients, one for each host or bucket, with the settings of the Spark that runs in this
 * process: those that start with {@code spark.hadoop.}, on the driver as on executors. Another
 * Spark gets new ones, as a notebook may start one with other credentials. Hadoop itself would keep
 * a client of old settings. Safe for use by several threads.
 */
final class HadoopClients {
  private static final String OF_HADOOP = "spark.hadoop.";

  private final Map<HadoopFileSystem, FileSystem> open = new HashMap<>();
  private SparkEnv spark;
  private Configuration settings;

  /** The client of a host or bucket, which is not to be closed. */
  synchronized FileSystem of(HadoopFileSystem system) throws IOException {
    SparkEnv now = SparkEnv.get();
    if (settings == null || now != spark) {
      closeAll();
      settings = settings(now);
      spark = now;
    }
    FileSystem client = open.get(system);
    if (client == null) {
      client = FileSystem.newInstance(URI.create(system.prefix() + "/"), settings);
      open.put(system, client);
    }
    return client;
  }

  /**
   * @param spark null if none runs in this process: then Hadoop's own settings
   */
  private static Configuration settings(SparkEnv spark) {
    Configuration settings = new Configuration();
    if (spark != null) {
      SparkConf all = spark.conf();
      for (Tuple2<String, String> each : all.getAllWithPrefix(OF_HADOOP)) {
        settings.set(each._1(), each._2());
      }
    }
    return settings;
  }

  private void closeAll() {
    List<FileSystem> old = new ArrayList<>(open.values());
    open.clear();
    for (FileSystem each : old) {
      try {
        each.close();
      } catch (IOException e) {
        // nobody reads of it any more
      }
    }
  }
}
