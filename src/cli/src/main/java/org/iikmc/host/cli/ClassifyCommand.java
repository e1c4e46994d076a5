/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.iikmc.job.ClassificationJob;
import org.iikmc.job.ClassifyRequest;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.RunReport;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;

/** {@code classify}: saved signatures applied to scenes. */
final class ClassifyCommand extends OptionCommand {
  private final Platform platform;

  ClassifyCommand(Platform platform) {
    super(
        Door.CLASSIFY_COMMAND,
        "Classifies scenes with saved signatures: a label means what it meant then.");
    this.platform = platform;
    takeScenes();
  }

  @Override
  void run(Given given) throws IOException {
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      FileThings files = new FileThings(texts(), FileThings.finder(readers, given));
      Path signatures = given.get(Options.SIGNATURES_FILE);
      ClassifyRequest request =
          ClassifyRequest.of(given, files, JsonFormat.read(signatures), signatures.toString());
      List<SceneSource> scenes = files.scenes(given);
      Path out = given.get(Options.OUT);
      JobOutputs.refuseInputs(
          out, scenes, request.maps().confidence(), request.maps().cleaning(), files.files(given));
      RunReport report =
          new ClassificationJob(
                  request, PixelLimit.NONE, platform.backend(given), Clock.systemUTC())
              .run(scenes, () -> platform.outputs(out), MapNaming.BY_SCENE, progress);
      progress.finish(Summary.of(report, out));
    }
  }
}
