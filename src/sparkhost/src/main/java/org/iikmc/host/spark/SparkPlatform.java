/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.host.cli.Platform;
import org.iikmc.host.cli.ThisMachine;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.output.Outputs;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** The cluster that spark-submit or an option names; its context starts with the first command. */
final class SparkPlatform implements Platform {
  private static final String DEPLOY_MODE = "spark.submit.deployMode";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  private final ThisMachine driver = new ThisMachine();
  private final SparkConf settings;

  /** Null before it is asked for. */
  private FutureTask<JavaSparkContext> starting;

  /**
   * @param settings of Spark, which options of a command add to; not changed
   */
  SparkPlatform(SparkConf settings) {
    this.settings = settings;
  }

  @Override
  public AssignmentBackend backend(Given given) {
    String device = given.get(Options.DEVICE).toLowerCase(Locale.ROOT);
    if (!device.equals("auto") && !device.equals("spark")) {
      return driver.backend(given);
    }
    if (starting == null) {
      SparkConf conf = conf(given.find(Options.MASTER));
      starting = new FutureTask<>(() -> start(conf));
      Thread thread = new Thread(starting, "iikmc-spark-start");
      thread.setDaemon(true);
      thread.start();
    }
    return new StartingBackend(this::context);
  }

  private JavaSparkContext context() {
    try {
      return starting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while Spark started");
    }
  }

  private SparkConf conf(Optional<String> master) {
    SparkConf conf = settings.clone();
    master.ifPresent(conf::setMaster);
    if (!conf.contains("spark.master")) {
      throw new InputException(
          Problem.option("master"),
          " is missing, and Spark's settings name none either; give for example spark://host:7077,"
              + " yarn or local[2].");
    }
    conf.setIfMissing("spark.app.name", "iikmc");
    // Without it executors take the scalar kernel.
    conf.set(
        EXECUTOR_OPTIONS,
        (conf.get(EXECUTOR_OPTIONS, "") + " --add-modules=jdk.incubator.vector").strip());
    // Parts stay where they were read: one that moves is sent whole, and labelled anew.
    conf.setIfMissing("spark.locality.wait", "5m");
    conf.setIfMissing("spark.driver.maxResultSize", "0"); // maps come in batches of some 200 MB
    if (ClassLoader.getSystemResource("log4j2.properties") == null) {
      conf.setIfMissing("spark.log.level", "ERROR"); // else Spark tells all that it does
    }
    return conf;
  }

  private static JavaSparkContext start(SparkConf conf) {
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) {
      if (e instanceof SparkException || e instanceof RuntimeException) {
        throw new InputException(
            Problem.of(
                "Spark can't be started on "
                    + conf.get("spark.master")
                    + " ("
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
                    + "); check ",
                Problem.option("master"),
                " and Spark's settings."),
            e);
      }
      throw new IllegalStateException(e);
    }
  }

  /** A folder of this machine's own file system is written as without Spark. */
  @Override
  public Outputs outputs(Path folder) throws IOException {
    boolean here = folder.getFileSystem() == FileSystems.getDefault();
    if (here && settings.get(DEPLOY_MODE, "client").equals("cluster")) {
      throw new InputException(
          "The driver runs on a machine of the cluster, where nobody would find the folder ",
          folder,
          "; choose one on hdfs: or s3a: with ",
          Problem.option("out"),
          ", or start with --deploy-mode client.");
    }
    if (here || starting == null) {
      return driver.outputs(folder);
    }
    return new HadoopOutputs(folder, context().hadoopConfiguration());
  }

  @Override
  public void close() {
    if (starting != null) {
      try {
        context().close();
      } catch (RuntimeException e) {
        // It never started.
      }
    }
  }
}
