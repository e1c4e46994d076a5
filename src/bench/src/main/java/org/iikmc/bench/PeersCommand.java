/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.iikmc.bench.peers.PeerComparison;
import org.iikmc.bench.peers.PeerTask;
import org.iikmc.bench.runs.Machine;
import org.iikmc.host.cli.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iikmc-bench.jar peers}: other libraries for the JVM on the same pixels. */
@Command(
    name = "peers",
    description =
        "Compares iterations with those of other libraries, which the build has with -Ppeers: ELKI, Smile and"
            + " Spark. All start at the same midpoints, unless their line says otherwise.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PeersCommand implements Callable<Integer> {
  @Option(
      names = "--pixels",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Valid pixels of the series. Default: ${DEFAULT-VALUE}.")
  private int pixels;

  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "6",
      description = "Number of bands. Default: ${DEFAULT-VALUE}.")
  private int bands;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "8",
      description = "Number of classes. Default: ${DEFAULT-VALUE}.")
  private int k;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      defaultValue = "10",
      description = "Number of iterations. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the simulated series. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Leave out those whose name does not hold this text, such as IIkMC or ELKI.")
  private String only;

  @Option(
      names = "--libraries",
      paramLabel = "DIR",
      defaultValue = "src/bench/target/peers",
      description = "Folder of the libraries. Default: ${DEFAULT-VALUE}.")
  private Path libraries;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s%n%,d pixels, %d bands, k = %d, %d iterations%n%n",
        Machine.here(),
        pixels,
        bands,
        k,
        iterations);
    new PeerComparison(new PeerTask(pixels, bands, seed, k, iterations), libraries)
        .run(
            name -> name.contains(only),
            line -> {
              out.println(line);
              out.flush();
            });
    if (!Files.isDirectory(libraries)) {
      out.printf(
          "%nNo other libraries: %s is not there; build with mvn -Ppeers package.%n", libraries);
    }
    return Main.DONE;
  }
}
