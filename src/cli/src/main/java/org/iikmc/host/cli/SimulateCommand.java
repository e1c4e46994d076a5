/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.raster.simulate.Difference;
import org.iikmc.raster.simulate.SeriesSimulator;
import org.iikmc.raster.simulate.SimulatedScene;
import org.iikmc.raster.simulate.SimulatedTiff;
import org.iikmc.raster.simulate.SimulationSettings;

/** {@code simulate}: a series to try things on, with the truth. */
final class SimulateCommand extends OptionCommand {
  private static final String TRUTH = "truth";

  SimulateCommand() {
    super(
        Door.SIMULATE_COMMAND,
        "Writes a small realistic series: GeoTIFFs with bands named as Landsat 8's and a quality"
            + " band, and the true cover of each in the folder truth.");
  }

  @Override
  void run(Given given) throws IOException {
    SimulationSettings usual =
        new SimulationSettings(
            given.get(Options.SCENE_COUNT),
            given.get(Options.SIZE),
            given.get(Options.BAND_COUNT),
            given.get(Options.SIMULATION_SEED));
    SimulationSettings settings =
        given
            .find(Options.DIFFERENCES)
            .map(names -> usual.withDifferences(Difference.of(Options.DIFFERENCES.name(), names)))
            .orElse(usual);
    SeriesSimulator simulator = new SeriesSimulator(settings);
    Path out = given.get(Options.OUT);
    boolean quiet = given.get(Options.QUIET);
    try (ConsoleProgress progress = ConsoleProgress.silent();
        OutputFolder images = new OutputFolder(out)) {
      images.check(List.of(TRUTH));
      try (OutputFolder truths = new OutputFolder(images.subfolder(TRUTH))) {
        for (int s = 0; s < settings.scenes(); s++) {
          progress.checkCanceled();
          SimulatedScene scene = simulator.scene(s);
          write(scene, settings, images, truths);
          if (!quiet) {
            System.out.printf("Scene %d of %d: %s%n", s + 1, settings.scenes(), scene.name());
          }
        }
        truths.commit();
      }
      images.commit();
    }
    if (!quiet) {
      System.out.println("Scenes: " + out + ", truth: " + out.resolve(TRUTH));
    }
  }

  private static void write(
      SimulatedScene scene, SimulationSettings settings, OutputFolder images, OutputFolder truths)
      throws IOException {
    // before they are deflated
    long bytes = 2L * (settings.bands() + 1) * scene.width() * scene.height();
    LongUnaryOperator total = written -> bytes * settings.scenes();
    SimulatedTiff tiff = new SimulatedTiff(scene);
    String image = scene.name() + ".tif";
    images.check(List.of(image));
    images.write(image, total, tiff::writeBands);
    truths.write(scene.name() + "_truth.tif", total, tiff::writeTruth);
  }
}
