/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A cluster of Spark for tests, of processes as a real one: a master, and workers of one core each
 * that start executors, all on 127.0.0.1. Workers are numbered from 0 in the order in which they
 * were started; a number is not used again. Not safe for use by several threads.
 */
public final class SparkCluster implements AutoCloseable {
  private static final String LOCAL = "127.0.0.1";
  private static final String LOGGING = "log4j2.properties";

  private final Path folder;
  private final Path home;
  private final String classPath;
  private final boolean installed;
  private final List<SparkDaemon> workers = new ArrayList<>();
  private final Thread atExit = new Thread(this::end, "end-of-spark");
  private SparkDaemon master;
  private String masterUrl;

  private SparkCluster(Path folder, Path home, String classPath, boolean installed) {
    this.folder = folder.toAbsolutePath();
    this.home = home;
    this.classPath = classPath;
    this.installed = installed;
  }

  /**
   * Starts a cluster on the class path of this JVM, whose executors have this class path too.
   *
   * @param folder for its files; whoever made it deletes it, after the cluster is closed
   * @param workers how many
   * @return the cluster, with all workers registered
   */
  public static SparkCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("jars")); // where workers look for those of Spark
    String classPath = System.getProperty("java.class.path");
    return start(new SparkCluster(folder, folder.toAbsolutePath(), classPath, false), workers);
  }

  /**
   * Starts a cluster as it is where Spark is installed: executors know of the program what its
   * driver sends them.
   *
   * @param folder for its files; whoever made it deletes it, after the cluster is closed
   * @param home of Spark, with a folder of its jars
   * @param workers how many
   * @return the cluster, with all workers registered
   */
  public static SparkCluster start(Path folder, Path home, int workers)
      throws IOException, InterruptedException {
    Path absolute = home.toAbsolutePath().normalize();
    String classPath = absolute.resolve("jars") + File.separator + "*";
    return start(new SparkCluster(folder, absolute, classPath, true), workers);
  }

  private static SparkCluster start(SparkCluster cluster, int workers)
      throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    try {
      cluster.startMaster();
      List<SparkDaemon> started = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        started.add(cluster.launchWorker());
      }
      for (SparkDaemon worker : started) {
        awaitRegistration(worker);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startMaster() throws IOException, InterruptedException {
    Files.write(
        folder.resolve(LOGGING),
        List.of(
            "rootLogger.level = info",
            "rootLogger.appenderRef.all.ref = console",
            "appender.console.type = Console",
            "appender.console.name = console",
            "appender.console.target = SYSTEM_ERR",
            "appender.console.layout.type = PatternLayout",
            "appender.console.layout.pattern = %d{HH:mm:ss.SSS} %p %c{1}: %m%n%ex"));
    master = daemon("org.apache.spark.deploy.master.Master", "--host", LOCAL, "--port", "0");
    masterUrl = master.await("Starting Spark master at (spark://\\S+)").group(1);
    // One that comes before would be sent away, and ask again only after seconds.
    master.await("New state: ALIVE");
  }

  private SparkDaemon launchWorker() throws IOException {
    // Of the memory it only keeps account.
    SparkDaemon worker =
        daemon(
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            LOCAL,
            "--cores",
            "1",
            "--memory",
            "4g",
            "--work-dir",
            folder.resolve("work-" + workers.size()).toString(),
            masterUrl);
    workers.add(worker);
    return worker;
  }

  private static void awaitRegistration(SparkDaemon worker) throws InterruptedException {
    worker.await("Successfully registered with master");
  }

  private SparkDaemon daemon(String program, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder().directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("SPARK_"));
    environment.put("SPARK_HOME", home.toString());
    environment.put("SPARK_CONF_DIR", folder.toString()); // none that is installed
    environment.put("SPARK_SCALA_VERSION", "2.13");
    // Who is killed leaves files behind: within the folder they go with it.
    environment.put("SPARK_LOCAL_DIRS", folder.toString());
    environment.put("SPARK_LOCAL_IP", LOCAL);
    environment.put("SPARK_LOCAL_HOSTNAME", LOCAL);
    environment.put("SPARK_PUBLIC_DNS", LOCAL);
    environment.put("JAVA_HOME", System.getProperty("java.home")); // that of executors
    List<String> command = new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-Dlog4j2.configurationFile=" + logging());
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-cp");
    command.add(classPath);
    command.add(program);
    command.addAll(List.of("--webui-port", "0"));
    command.addAll(List.of(arguments));
    return SparkDaemon.start(builder, command);
  }

  /** A file of its own: those of tests keep Spark quiet, and its words are waited for. */
  private String logging() {
    return folder.resolve(LOGGING).toUri().toString();
  }

  /** Such as {@code spark://127.0.0.1:40123}. */
  public String masterUrl() {
    return masterUrl;
  }

  /**
   * What a driver in this JVM or elsewhere on this machine needs: it gets the cores of all workers
   * that are alive now, and waits for them before it schedules.
   */
  public SparkConf conf() {
    SparkConf conf =
        new SparkConf(false)
            .setMaster(masterUrl)
            .setAppName("iikmc-test")
            .set("spark.driver.host", LOCAL)
            .set("spark.driver.bindAddress", LOCAL)
            .set("spark.ui.enabled", "false")
            .set(
                "spark.cores.max",
                Long.toString(workers.stream().filter(SparkDaemon::isAlive).count()))
            .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
            .set("spark.executor.memory", "512m")
            .set(
                "spark.executor.extraJavaOptions",
                "--add-modules=jdk.incubator.vector -XX:+UseSerialGC -Djava.awt.headless=true"
                    + " -Dlog4j2.configurationFile="
                    + logging()
                    + " -Djava.io.tmpdir="
                    + folder)
            .set("spark.local.dir", folder.toString())
            // What was lost with an executor is not asked for during a quarter of a minute.
            .set("spark.shuffle.io.retryWait", "100ms")
            .set("spark.locality.wait", "0");
    return installed ? conf : conf.set("spark.executor.extraClassPath", classPath);
  }

  /** The processes of all executors that there are now. */
  public List<Long> executors() {
    return workers.stream().flatMap(SparkDaemon::children).map(ProcessHandle::pid).toList();
  }

  /** The processes of the executors that a worker has now. */
  public List<Long> executors(int worker) {
    return workers.get(worker).children().map(ProcessHandle::pid).toList();
  }

  /** Kills the executors of a worker, and waits for their end; the worker starts others. */
  public void killExecutors(int worker) {
    List<ProcessHandle> executors = workers.get(worker).children().toList();
    executors.forEach(ProcessHandle::destroyForcibly);
    executors.forEach(SparkDaemon::awaitEnd);
  }

  /** Kills a worker and its executors at once, and waits for their end: a machine is lost. */
  public void killWorker(int worker) {
    workers.get(worker).kill();
  }

  /**
   * Starts another worker; drivers that lack cores get an executor there.
   *
   * @return its number
   */
  public int startWorker() throws IOException, InterruptedException {
    awaitRegistration(launchWorker());
    return workers.size() - 1;
  }

  /** Ends all processes, and waits for their end. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook runs.
    }
  }

  private void end() {
    List.copyOf(workers).forEach(SparkDaemon::kill);
    if (master != null) {
      master.kill();
    }
  }
}
