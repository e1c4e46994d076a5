/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.iikmc.job.options.ByteSize;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;

/**
 * Starts the program in a JVM with the options that {@code java -jar} can't give itself: the Vector
 * API module, a heap that holds {@code --memory} and not much more, and Spark where a cluster is
 * asked for. Else a JVM that was started with the module is used as it is.
 */
public final class Launcher {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** Heap beside the pixel store: windows being read, JVM and libraries. */
  private static final long WORKING_HEAP = 256L << 20;

  /** The first Java that has to be told that native code may be called, or else warns of it. */
  private static final int NATIVE_ACCESS = 22;

  private final Class<?> program;
  private final ToIntFunction<String[]> run;

  /**
   * @param program whose method {@code main} the other JVM calls
   * @param run the same in this one; gives the exit status
   */
  public Launcher(Class<?> program, ToIntFunction<String[]> run) {
    this.program = program;
    this.run = run;
  }

  /** The entry point of the jar. */
  public static void main(String[] args) {
    new Launcher(Main.class, Main::run).start(args);
  }

  /** Runs the program, and ends this JVM with its exit status. */
  public void start(String[] args) {
    if (SparkCommandLine.isMeant(args)) {
      System.exit(launchWithSpark(args));
    }
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() || !offersVectorApi()) {
      System.exit(run.applyAsInt(args));
    }
    System.exit(
        launch(args, List.of("-cp", System.getProperty("java.class.path"), program.getName())));
  }

  private int launchWithSpark(String[] args) {
    try {
      return launch(
          args,
          new SparkCommandLine(System.getProperty("java.class.path"), System.getenv())
              .arguments(args));
    } catch (InputException e) {
      System.err.println("iikmc: " + e.problem().in(new CommandWording()));
      return Main.WRONG_INPUT;
    }
  }

  private static boolean offersVectorApi() {
    return ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent();
  }

  /**
   * @param main the class path and the main class, and what options these need
   */
  private int launch(String[] args, List<String> main) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command(args, main))
              .inheritIO()
              .redirectError(ProcessBuilder.Redirect.PIPE);
      // They are among the options that this JVM has, and passed on with those.
      builder.environment().remove("JDK_JAVA_OPTIONS");
      Process child = builder.start();
      Thread errors = new Thread(() -> copyErrors(child.getErrorStream()), "iikmc-errors");
      errors.start();
      // A signal to this process alone must end the other, and this one only after it.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child, errors)));
      int status = child.waitFor();
      errors.join();
      return status;
    } catch (IOException e) {
      return run.applyAsInt(args); // slower, but it works
    } catch (InterruptedException e) {
      return Main.INTERRUPTED;
    }
  }

  /**
   * Leaves out the JVM's remark that it was given an incubator module, which no option silences.
   */
  private static void copyErrors(InputStream from) {
    try (from) {
      ByteArrayOutputStream first = new ByteArrayOutputStream();
      int next = from.read();
      while (next >= 0) {
        first.write(next);
        if (next == '\n' || first.size() > 200) {
          break;
        }
        next = from.read();
      }
      if (!first.toString(StandardCharsets.UTF_8).startsWith("WARNING: Using incubator modules")) {
        first.writeTo(System.err);
      }
      byte[] buffer = new byte[4096];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        System.err.write(buffer, 0, n);
        System.err.flush();
      }
    } catch (IOException e) {
      // The other process is gone; its exit status tells.
    }
  }

  private static void end(Process child, Thread errors) {
    child.toHandle().destroy(); // Process.destroy would close its standard error too
    try {
      if (!child.waitFor(10, TimeUnit.SECONDS)) {
        child.destroyForcibly();
      }
      errors.join(1000);
    } catch (InterruptedException e) {
      child.destroyForcibly();
    }
  }

  private List<String> command(String[] args, List<String> main) {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-modules");
    command.add(VECTOR_MODULE);
    // The parallel collector leaves a third of the heap to what is new, and moves pixels twice.
    command.add("-XX:+UseG1GC");
    command.add("-XX:G1HeapRegionSize=4m"); // a tile of seven bands is no huge object then
    command.add("-XX:MaxTenuringThreshold=0"); // pixels stay: they are moved once
    command.add("-Djava.awt.headless=true");
    command.add("-Djdk.console=java.base"); // from JDK 22 on, a pipe would pass for a terminal
    if (Runtime.version().feature() >= NATIVE_ACCESS) {
      command.add("--enable-native-access=ALL-UNNAMED"); // GDAL; Java would warn of it
    }
    if (given.stream().noneMatch(option -> option.startsWith("-Xmx"))) {
      command.add("-Xmx" + (memory(args) + WORKING_HEAP));
    }
    command.addAll(given);
    command.add("-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
    command.addAll(main);
    command.addAll(List.of(args));
    return command;
  }

  /**
   * The value of --memory; the default if there is none or it is wrong, which is reported later.
   */
  private static long memory(String[] args) {
    for (int i = 0; i < args.length; i++) {
      Optional<Long> value = Optional.empty();
      if (args[i].startsWith("--memory=")) {
        value = ByteSize.parse(args[i].substring("--memory=".length()));
      } else if (args[i].equals("--memory") && i + 1 < args.length) {
        value = ByteSize.parse(args[i + 1]);
      }
      if (value.isPresent()) {
        return value.get();
      }
    }
    return Options.MEMORY.standardValue();
  }
}
