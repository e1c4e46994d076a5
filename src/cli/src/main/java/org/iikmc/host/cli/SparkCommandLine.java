/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * What a JVM is given whose program computes on a cluster: the user's Spark, before the one jar
 * that has all of this program and is sent to the cluster. Immutable.
 */
final class SparkCommandLine {
  /** Those of Spark 4's own scripts; see JavaModuleOptions there. */
  static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--add-modules=jdk.incubator.vector",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.cs=ALL-UNNAMED",
          "--add-opens=java.base/sun.security.action=ALL-UNNAMED",
          "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
          "--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "-Djdk.reflect.useDirectMethodHandle=false",
          "-Dio.netty.tryReflectionSetAccessible=true");

  private static final String SUBMIT = "org.apache.spark.deploy.SparkSubmit";
  private static final String MASTER = "--master";
  private static final String PROGRAM = "org.iikmc.host.spark.SparkProgram";
  private static final Set<String> COMMANDS = Set.of("cluster", "classify");
  private static final Pattern CORE = Pattern.compile("spark-core_([0-9.]+)-(([0-9]+)\\..*)\\.jar");
  private static final String SCALA = "2.13";
  private static final String MAJOR = "4";

  private final Path program;
  private final Map<String, String> environment;

  /**
   * @param classPath of this JVM: the jar of the program, beside which there is that for Spark
   * @param environment of this JVM
   */
  SparkCommandLine(String classPath, Map<String, String> environment) {
    Path first = Path.of(classPath.split(File.pathSeparator, 2)[0]);
    this.program = first.resolveSibling("iikmc-spark.jar");
    this.environment = Map.copyOf(environment);
  }

  /** Whether the arguments of the program ask for a cluster. */
  static boolean isMeant(String... args) {
    if (args.length == 0 || !COMMANDS.contains(args[0])) {
      return false;
    }
    for (int i = 1; i < args.length; i++) {
      boolean next = i + 1 < args.length && args[i].equals("--device");
      if ((next ? "--device=" + args[i + 1] : args[i]).equalsIgnoreCase("--device=spark")) {
        return true;
      }
    }
    return false;
  }

  /**
   * The JVM's options, its class path, its main class, which is Spark's own that reads Spark's
   * settings, and what that is told; the program's arguments follow.
   *
   * @param args the program's arguments
   * @throws InputException if there is no Spark, or no jar for it
   */
  List<String> arguments(String... args) {
    List<String> classPath = sparkClassPath();
    checkProgram();
    List<String> arguments = new ArrayList<>(JVM_OPTIONS);
    arguments.add("-cp");
    arguments.add(String.join(File.pathSeparator, classPath));
    arguments.add(SUBMIT);
    master(args).ifPresent(master -> arguments.addAll(List.of("--master", master)));
    arguments.addAll(List.of("--class", PROGRAM, program.toString()));
    return arguments;
  }

  /**
   * Which Spark there is, for people.
   *
   * @throws InputException if there is none, or no jar for it
   */
  String spark() {
    sparkClassPath();
    checkProgram();
    return "Spark " + MAJOR + " in " + environment.get("SPARK_HOME") + ", by --master";
  }

  private void checkProgram() {
    if (!Files.isRegularFile(program)) {
      throw new InputException(
          program,
          " is missing, which ",
          Problem.option("device", "spark"),
          " needs; build it with mvn -Pspark package -DskipTests.");
    }
  }

  /** Spark has to know it before the program does: it may bring classes of its own. */
  private static Optional<String> master(String... args) {
    Optional<String> master = Optional.empty();
    for (int i = 1; i < args.length; i++) {
      if (args[i].startsWith(MASTER + "=")) {
        master = Optional.of(args[i].substring(MASTER.length() + 1));
      } else if (args[i].equals(MASTER) && i + 1 < args.length) {
        master = Optional.of(args[i + 1]);
      }
    }
    return master;
  }

  /** As Spark's own scripts have it: what the user has set, then the jars. */
  private List<String> sparkClassPath() {
    String home = environment.getOrDefault("SPARK_HOME", "");
    if (home.isBlank()) {
      throw new InputException(
          Problem.option("device", "spark"),
          " needs Spark; set SPARK_HOME to the folder of Apache Spark ",
          MAJOR,
          ".");
    }
    Path jars = Path.of(home, "jars");
    check(jars);
    List<String> classPath = new ArrayList<>();
    classPath.add(environment.getOrDefault("SPARK_CONF_DIR", Path.of(home, "conf").toString()));
    addIfSet("HADOOP_CONF_DIR", classPath);
    addIfSet("YARN_CONF_DIR", classPath);
    classPath.add(jars + File.separator + "*");
    addIfSet("SPARK_DIST_CLASSPATH", classPath); // of a Spark without Hadoop
    return classPath;
  }

  private void addIfSet(String variable, List<String> classPath) {
    String value = environment.getOrDefault(variable, "");
    if (!value.isBlank()) {
      classPath.add(value);
    }
  }

  private static void check(Path jars) {
    Matcher core =
        names(jars).stream()
            .map(CORE::matcher)
            .filter(Matcher::matches)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        jars,
                        " has no jar of Spark's core; set SPARK_HOME to the folder of Apache Spark ",
                        MAJOR,
                        "."));
    if (!core.group(1).equals(SCALA) || !core.group(3).equals(MAJOR)) {
      throw new InputException(
          jars,
          " is of Spark ",
          core.group(2),
          " for Scala ",
          core.group(1),
          ", but must be of Spark ",
          MAJOR,
          " for Scala ",
          SCALA,
          "; set SPARK_HOME to the folder of such a Spark.");
    }
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new InputException(folder + " can't be read; check SPARK_HOME.", e);
    }
  }
}
