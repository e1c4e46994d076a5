/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongUnaryOperator;
import org.iikmc.job.OutputFolder;
import org.iikmc.raster.InputException;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: a series to try things on, with the truth. */
@Command(
    name = "simulate",
    description =
        "Writes a small realistic series: GeoTIFFs with bands named as Landsat 8's and a quality band,"
            + " and the true cover of each in the folder truth.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
  private static final String TRUTH = "truth";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the scenes; made if it is missing.")
  private Path out;

  @Option(
      names = "--scenes",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of dates. Default: ${DEFAULT-VALUE}.")
  private int scenes;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "1024",
      description = "Width and height, more or less. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--bands",
      paramLabel = "N",
      defaultValue = "6",
      description = "Number of bands. Default: ${DEFAULT-VALUE}.")
  private int bands;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same series. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--quiet", description = "Say nothing but errors.")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    SeriesSimulator simulator;
    try {
      simulator = new SeriesSimulator(new SimulationSettings(scenes, size, bands, seed));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
    try (ConsoleProgress progress = ConsoleProgress.of(true, false);
        OutputFolder images = new OutputFolder(out)) {
      images.check(List.of(TRUTH));
      try (OutputFolder truths = new OutputFolder(images.subfolder(TRUTH))) {
        for (int s = 0; s < scenes; s++) {
          progress.checkCanceled();
          write(simulator.scene(s), s, images, truths);
        }
        truths.commit();
      }
      images.commit();
    }
    if (!quiet) {
      System.out.println("Scenes: " + out + ", truth: " + out.resolve(TRUTH));
    }
    return Main.DONE;
  }

  private void write(SimulatedScene scene, int index, OutputFolder images, OutputFolder truths)
      throws IOException {
    long bytes = 2L * (bands + 1) * scene.width() * scene.height(); // before they are deflated
    LongUnaryOperator total = written -> bytes * scenes;
    SimulatedTiff tiff = new SimulatedTiff(scene);
    String image = scene.name() + ".tif";
    images.check(List.of(image));
    images.write(image, total, tiff::writeBands);
    truths.write(scene.name() + "_truth.tif", total, tiff::writeTruth);
    if (!quiet) {
      System.out.printf("Scene %d of %d: %s%n", index + 1, scenes, scene.name());
    }
  }
}
