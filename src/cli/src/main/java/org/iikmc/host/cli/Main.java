/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.iikmc.backend.DeviceException;
import org.iikmc.kmeans.problem.HasProblem;
import org.iikmc.kmeans.problem.InputException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: parses, runs a command, turns what went wrong into one line and an exit status. */
@Command(
    name = "iikmc",
    description =
        "Joint (inter-image) k-means clustering of satellite-image series: a label means the same"
            + " spectrum in every scene.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  /** Exit status of a program that did what it was asked to. */
  public static final int DONE = 0;

  static final int WRONG_INPUT = 2;
  static final int FAILED = 3;
  static final int INTERRUPTED = 130;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** The entry point of a JVM that has its options. */
  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(run(args));
  }

  /** Runs the program; only {@link #main} and the launcher end the JVM. */
  static int run(String[] args) {
    return run(program(new ThisMachine()), args);
  }

  /**
   * The program as picocli sees it.
   *
   * @param platform that cluster and classify compute on; the caller closes it
   */
  public static CommandLine program(Platform platform) {
    CommandLine program = new CommandLine(new Main());
    List.of(
            new ClusterCommand(platform),
            new ClassifyCommand(platform),
            new CompareCommand(),
            new RecodeCommand(),
            new SieveCommand(),
            new ChangeCommand(),
            new AreasCommand(),
            new PolygoniseCommand(),
            new SimulateCommand(),
            new ServeCommand())
        .forEach(command -> program.addSubcommand(command.spec()));
    program.addSubcommand(new DevicesCommand());
    program.addSubcommand(new AutoComplete.GenerateCompletion());
    program
        .getSubcommands()
        .get("generate-completion")
        .getCommandSpec()
        .usageMessage()
        .hidden(true);
    return program;
  }

  /**
   * Runs a program.
   *
   * @param program as picocli sees it
   * @return its exit status; what went wrong is told on standard error
   */
  public static int run(CommandLine program, String[] args) {
    quietLibraries();
    try {
      return prepared(program, System.err).execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "iikmc: out of memory; give the JVM more with -Xmx, or lower --memory, --threads or --k where the"
              + " command has them.");
      return FAILED;
    }
  }

  static CommandLine commandLine(PrintStream errors) {
    return prepared(program(new ThisMachine()), errors);
  }

  private static CommandLine prepared(CommandLine commandLine, PrintStream errors) {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExpandAtFiles(false);
    commandLine.setParameterExceptionHandler(
        (exception, args) -> {
          errors.println("iikmc: " + oneLine(exception));
          return WRONG_INPUT;
        });
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (exception instanceof InputException input) {
            errors.println("iikmc: " + input.problem().in(new CommandWording()));
            return WRONG_INPUT;
          }
          if (exception instanceof CancellationException) {
            return INTERRUPTED;
          }
          if (exception instanceof DeviceException device) {
            errors.println("iikmc: " + device.getMessage() + "; use --device cpu.");
            return device.isRefused() ? WRONG_INPUT : FAILED;
          }
          errors.println("iikmc: " + failure(exception));
          return FAILED;
        });
    return commandLine;
  }

  private static String oneLine(ParameterException exception) {
    CommandLine command = exception.getCommandLine();
    String help = command.getCommandSpec().qualifiedName();
    if (exception instanceof UnmatchedArgumentException unmatched
        && !command.getSubcommands().isEmpty()
        && !unmatched.isUnknownOption()) {
      return "There is no command '"
          + unmatched.getUnmatched().get(0)
          + "', only "
          + command.getSubcommands().values().stream()
              .map(CommandLine::getCommandSpec)
              .filter(each -> !each.usageMessage().hidden())
              .map(CommandSpec::name)
              .collect(Collectors.joining(", "))
          + ". See: "
          + help
          + " --help";
    }
    String message = exception.getMessage().replaceAll("\\s*\\R\\s*", " ").strip();
    return message + (message.endsWith(".") ? "" : ".") + " See: " + help + " --help";
  }

  private static String failure(Exception thrown) {
    Exception exception =
        thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
    if (exception instanceof HasProblem named) {
      return named.problem().in(new CommandWording());
    }
    Throwable root = exception;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = exception.getMessage() == null ? "" : exception.getMessage();
    String cause = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    // A sentence that ends is for users, and says what they need of its cause.
    boolean whole = message.endsWith(".") || message.contains(cause);
    String text = message.isEmpty() ? cause : whole ? message : message + " (" + cause + ")";
    return exception instanceof IOException
        ? text + (text.endsWith(".") ? "" : ".")
        : "internal error: " + exception + "; please report it with the command that you ran.";
  }

  /** GeoTools and JAI log what no user of this program can act on. */
  private static void quietLibraries() {
    Logger.getLogger("").setLevel(Level.SEVERE);
    // TornadoVM brings half of Log4j, which complains of the other half.
    System.setProperty("org.apache.logging.log4j.simplelog.StatusLogger.level", "OFF");
    System.setProperty("com.sun.media.jai.disableMediaLib", "true");
    System.setProperty("java.awt.headless", "true");
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"iikmc " + (version == null ? "development" : version)};
    }
  }
}
