/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.change.ChangeJob;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** {@code change}: what became of classes between dates. */
final class ChangeCommand extends OptionCommand {
  ChangeCommand() {
    super(
        Door.CHANGE_COMMAND,
        "Tells what became of the classes of maps from date to date: areas from class to class, and a"
            + " raster of the changes of each date and the next, or of two dates.");
    take("MAP", "Classified GeoTIFF, or folder of maps called …_classes.tif; at least two maps.");
  }

  @Override
  void run(Given given) throws IOException {
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      MapFiles maps = MapFiles.find(paths(), new SceneFinder(readers));
      boolean ordered = paths().stream().noneMatch(Files::isDirectory);
      int threads = given.find(Options.THREADS).orElse(Runtime.getRuntime().availableProcessors());
      ChangeJob job = new ChangeJob(given, PixelLimit.NONE, Clock.systemUTC(), threads);
      Path out = given.get(Options.OUT);
      List<Path> read = new ArrayList<>(maps.files());
      read.addAll(paths());
      JobOutputs.refuseInputs(
          out,
          job.outputs(maps.maps(), ordered),
          read.stream().filter(Files::isRegularFile).toList());
      ChangeReport report = job.write(maps.maps(), ordered, maps.signatures(), out, progress);
      progress.finish(new ChangeSummary(report).text(out));
    }
  }
}
