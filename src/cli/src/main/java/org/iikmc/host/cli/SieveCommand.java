/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.clean.CleaningJob;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.raster.MapName;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** {@code sieve}: classified maps without speckle. */
final class SieveCommand extends OptionCommand {
  private static final double PERCENT = 100;

  SieveCommand() {
    super(
        Door.SIEVE_COMMAND,
        "Cleans classified maps of speckle: small regions go into their largest neighbours.");
    take("MAP", "Classified GeoTIFF, or folder of maps called …_classes.tif.");
  }

  @Override
  void run(Given given) throws IOException {
    CleaningJob job = new CleaningJob(Cleaning.of(given), ThisMachine.threads(given));
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      MapFiles maps = MapFiles.find(paths(), new SceneFinder(readers));
      Path out = given.get(Options.OUT);
      List<Path> read = new ArrayList<>(maps.files());
      read.addAll(paths());
      for (Path folder : paths().stream().filter(Files::isDirectory).toList()) {
        maps.maps().forEach(map -> read.add(folder.resolve(new MapName(map.name()).tiff())));
      }
      JobOutputs.refuseInputs(
          out,
          job.outputs(maps.maps(), maps.signatures()),
          read.stream().filter(Files::isRegularFile).toList());
      progress.finish(summary(job.run(maps.maps(), maps.signatures(), out, progress), out));
    }
  }

  private static String summary(List<CleaningJob.Cleaned> maps, Path out) {
    StringBuilder text = new StringBuilder();
    for (CleaningJob.Cleaned map : maps) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d pixels changed their class (%.1f %%).%n",
              map.name(),
              map.changed(),
              map.pixels(),
              map.pixels() == 0 ? 0 : PERCENT * map.changed() / map.pixels()));
    }
    return text.append("Maps: ").append(out).toString();
  }
}
