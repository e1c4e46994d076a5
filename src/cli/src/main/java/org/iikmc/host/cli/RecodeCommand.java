/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendFormat;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.recode.RecodeJob;
import org.iikmc.job.recode.Recoding;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** {@code recode}: maps that exist under a legend. */
final class RecodeCommand extends OptionCommand {
  RecodeCommand() {
    super(
        Door.RECODE_COMMAND,
        "Writes classified maps anew under a legend: its names and colours, and one class for each"
            + " group.");
    take("MAP", "Classified GeoTIFF, or folder of maps called …_classes.tif.");
  }

  @Override
  void run(Given given) throws IOException {
    Path out = given.get(Options.OUT);
    Path legendFile = given.get(Options.LEGEND_OF_MAPS);
    Legend legend = LegendFormat.read(legendFile);
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      MapFiles maps = MapFiles.find(paths(), new SceneFinder(readers));
      JobOutputs.refuseFolders(out, paths());
      JobOutputs.refuseInputs(out, RecodeJob.DOCUMENTS, List.of(legendFile));
      int threads =
          given.find(Options.THREADS).orElseGet(() -> Runtime.getRuntime().availableProcessors());
      Recoding recoding =
          new RecodeJob(legend, PixelLimit.NONE, threads)
              .run(maps.maps(), maps.signatures(), out, progress);
      progress.finish(summary(maps.maps().size(), recoding, out));
    }
  }

  private static String summary(int maps, Recoding recoding, Path out) {
    int classes = recoding.raw().entries().size();
    String written =
        String.format(Locale.ROOT, "%d map%s written to %s: ", maps, maps == 1 ? "" : "s", out);
    return written
        + (recoding.merges()
            ? classes
                + " classes became "
                + recoding.recoded().entries().size()
                + "; recoding.csv says which became which."
            : classes + " classes under their names; no class was merged.");
  }
}
