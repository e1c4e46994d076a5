/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.polygon.PolygoniseJob;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** {@code polygonise}: classified maps as polygons. */
final class PolygoniseCommand extends OptionCommand {
  PolygoniseCommand() {
    super(
        Door.POLYGONISE_COMMAND,
        "Turns classified maps into polygons with class, name, colour and area, a file for each"
            + " map.");
    spec().aliases("polygonize");
    take("MAP", "Classified GeoTIFF, or folder of maps called …_classes.tif.");
  }

  @Override
  void run(Given given) throws IOException {
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      MapFiles maps = MapFiles.find(paths(), new SceneFinder(readers));
      Path out = given.get(Options.OUT);
      PolygoniseJob job = new PolygoniseJob(given, Clock.systemUTC());
      List<Path> read = new ArrayList<>(maps.files());
      read.addAll(paths());
      JobOutputs.refuseInputs(
          out, job.outputs(maps.maps()), read.stream().filter(Files::isRegularFile).toList());
      StringBuilder summary = new StringBuilder();
      for (PolygoniseJob.Written file : job.write(maps.maps(), maps.signatures(), out, progress)) {
        summary.append(
            String.format(
                Locale.ROOT,
                "%s: %,d polygons of %,d pixels.%n",
                out.resolve(file.name()),
                file.polygons(),
                file.pixels()));
      }
      progress.finish(summary.toString().strip());
    }
  }
}
