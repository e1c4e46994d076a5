/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.GpuSearch;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.bench.runs.Contender;
import org.iikmc.bench.runs.Machine;
import org.iikmc.bench.runs.RunComparison;
import org.iikmc.bench.runs.RunRounds;
import org.iikmc.bench.runs.StagePlot;
import org.iikmc.host.cli.Main;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code iikmc-bench.jar runs}: whole runs, files in, maps and report out. */
@Command(
    name = "runs",
    description =
        "Compares whole runs of the program, from files to maps and report, each in a JVM of its own: seconds by"
            + " stage, and peak memory.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WholeRunsCommand implements Callable<Integer> {
  @Option(
      names = "--scenes",
      paramLabel = "SCENE",
      arity = "1..*",
      description = "The series, as cluster takes it. Default: a simulated one.")
  private List<Path> scenes;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "Scenes of the simulated series. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Width and height of its scenes. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "6",
      description = "Its bands. Default: ${DEFAULT-VALUE}.")
  private int bands;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Its seed. Default: ${DEFAULT-VALUE}.")
  private long seed;

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
      description = "Number of iterations; fewer if no label changes. Default: ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--paper",
      description = "As in the paper: no harmonizing, and a start at the midpoints.")
  private boolean paper;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      description = "Numbers of threads to compare. Default: 1, 2, 4 and so on up to all cores.")
  private List<Integer> threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = MemorySize.DEFAULT_TEXT,
      description = "Memory for pixels. Default: ${DEFAULT-VALUE}.")
  private String memory;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often each is run, in turns; the round of the median time is told. Default:"
              + " ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--skip-sequential",
      description = "Leave out the sequential run, which takes longest.")
  private boolean skipSequential;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write all figures of all rounds into this file, which must be new.")
  private Path json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Also draw the stages as an SVG into this file, which must be new.")
  private Path plot;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1) {
      throw new InputException("--rounds is " + rounds + ", but must be 1 or more.");
    }
    NewFile.check("--json", json);
    NewFile.check("--plot", plot);
    Path work = Files.createTempDirectory("iikmc-bench");
    try {
      compare(work);
    } finally {
      RunRounds.delete(work);
    }
    return Main.DONE;
  }

  private void compare(Path work) throws IOException, InterruptedException {
    List<Path> series = scenes == null ? List.of(simulate(work.resolve("scenes"))) : scenes;
    var out = spec.commandLine().getOut();
    Optional<String> obstacle = gpuObstacle();
    RunComparison comparison =
        new RunComparison(
            Machine.here(),
            options(series),
            new RunRounds(contenders(obstacle.isEmpty()), options(series), work)
                .run(
                    rounds,
                    line -> {
                      out.println(line);
                      out.flush();
                    }));
    out.printf("%n%s", comparison.table());
    obstacle.ifPresent(reason -> out.printf("%nNo GPU: %s.%n", reason));
    write(json, comparison.json());
    write(plot, StagePlot.of(comparison));
  }

  private Path simulate(Path folder) throws IOException {
    SeriesSimulator simulator =
        new SeriesSimulator(new SimulationSettings(count, size, bands, seed));
    Files.createDirectory(folder);
    for (int s = 0; s < count; s++) {
      SimulatedScene scene = simulator.scene(s);
      new SimulatedTiff(scene).writeBands(folder.resolve(scene.name() + ".tif"));
    }
    return folder;
  }

  private List<String> options(List<Path> series) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--k", Integer.toString(k)));
    options.addAll(List.of("--max-iterations", Integer.toString(iterations)));
    // So that all contenders run the same iterations, and as many as asked for.
    options.addAll(List.of("--change-threshold", "0"));
    options.addAll(List.of("--memory", memory));
    if (paper) {
      options.add("--paper");
    }
    series.forEach(scene -> options.add(scene.toString()));
    return options;
  }

  private List<Contender> contenders(boolean gpu) {
    List<Contender> contenders = new ArrayList<>();
    if (!skipSequential) {
      contenders.add(Contender.sequential());
    }
    List<Integer> numbers = threads == null ? ThreadCounts.upToAll() : threads;
    numbers.forEach(number -> contenders.add(Contender.cpu(number)));
    if (gpu) {
      contenders.add(Contender.gpu());
    }
    return contenders;
  }

  private static Optional<String> gpuObstacle() {
    return new BackendSelector(
            KernelChoice.probe(), SampleMemory.ofHeap(), new GpuSearch(OptionalLong.empty()))
        .obstacle(Device.GPU);
  }

  private static void write(Path file, String text) throws IOException {
    if (file != null) {
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    }
  }
}
