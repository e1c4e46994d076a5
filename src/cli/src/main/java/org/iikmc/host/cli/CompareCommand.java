/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.compare.ComparisonJob;
import org.iikmc.job.compare.References;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** {@code compare}: classified maps against what is known of the ground. */
final class CompareCommand extends OptionCommand {
  CompareCommand() {
    super(
        Door.COMPARE_COMMAND,
        "Compares classified maps with a reference: accuracy, agreement, and which class is which"
            + " cover.");
    take("MAP", "Classified GeoTIFF, or folder of maps called …_classes.tif.");
  }

  @Override
  void run(Given given) throws IOException {
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      SceneFinder finder = new SceneFinder(readers);
      MapFiles maps = MapFiles.find(paths(), finder);
      Path reference = given.get(Options.REFERENCE_FILE);
      References references = References.ofPath(reference, given, finder);
      ComparisonJob job = new ComparisonJob(given, PixelLimit.NONE, Clock.systemUTC());
      Optional<Path> out = given.find(Options.OUT_OF_COMPARISON);
      ComparisonReport report;
      if (out.isEmpty()) {
        report = job.compare(maps.maps(), references, maps.signatures(), progress);
      } else {
        List<Path> read = new ArrayList<>(maps.files());
        read.addAll(paths());
        read.add(reference);
        JobOutputs.refuseInputs(
            out.get(),
            job.outputs(maps.signatures()),
            read.stream().filter(Files::isRegularFile).toList());
        report = job.write(maps.maps(), references, maps.signatures(), out.get(), progress);
      }
      progress.finish(new ComparisonSummary(report).text(out));
    }
  }
}
