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
 * process: those that start with {@code spark.hadoop.}, on the driver as on executors. Before it
 * runs they are those that spark-submit has left in the system's properties. Other settings get new
 * clients, as a notebook may start a Spark with other credentials. Hadoop itself would keep a
 * client of old settings. Safe for use by several threads.
 */
final class HadoopClients {
  private static final String OF_HADOOP = "spark.hadoop.";

  private final Map<HadoopFileSystem, FileSystem> open = new HashMap<>();

  /** Whose settings they are; null while no Spark runs. */
  private SparkConf last;

  private Map<String, String> settings = Map.of();

  /** The client of a host or bucket, which is not to be closed. */
  synchronized FileSystem of(HadoopFileSystem system) throws IOException {
    SparkEnv env = SparkEnv.get();
    SparkConf now = env == null ? new SparkConf(true) : env.conf();
    if (now != last) {
      Map<String, String> wanted = ofHadoop(now);
      if (!wanted.equals(settings)) {
        closeAll();
        settings = wanted;
      }
      last = env == null ? null : now;
    }
    FileSystem client = open.get(system);
    if (client == null) {
      client = FileSystem.newInstance(URI.create(system.prefix() + "/"), configuration());
      open.put(system, client);
    }
    return client;
  }

  private static Map<String, String> ofHadoop(SparkConf all) {
    Map<String, String> own = new HashMap<>();
    for (Tuple2<String, String> each : all.getAllWithPrefix(OF_HADOOP)) {
      own.put(each._1(), each._2());
    }
    return own;
  }

  private Configuration configuration() {
    Configuration configuration = new Configuration();
    settings.forEach(configuration::set);
    return configuration;
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
