/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.iikmc.job.ClassificationJob;
import org.iikmc.job.OutputFolder;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.SeriesReport;
import org.iikmc.job.SignatureJson;
import org.iikmc.job.SignatureSet;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffReaders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code classify}: saved signatures applied to further scenes. */
@Command(
    name = "classify",
    description = "Classifies scenes with saved signatures: a label means what it meant then.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ClassifyCommand implements Callable<Integer> {
  @Mixin private PixelOptions pixels;

  @Option(
      names = "--signatures",
      required = true,
      paramLabel = "FILE",
      description = "A signatures.json.")
  private Path signatures;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the outputs; made if it is missing.")
  private Path out;

  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    try (TiffReaders readers = new TiffReaders();
        ConsoleProgress progress = run.progress()) {
      SceneFinder finder = new SceneFinder(readers);
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("signatures", signatures.toString());
      pixels.describe(settings);
      SignatureSet classes = SignatureJson.read(signatures);
      List<SceneSource> scenes = pixels.scenes(finder);
      List<Path> files = new ArrayList<>(pixels.files());
      files.add(signatures);
      OutputFolder.refuseInputs(out, scenes, files);
      SeriesReport report =
          new ClassificationJob(
                  classes,
                  signatures.toString(),
                  pixels.bands(),
                  pixels.rules(finder),
                  pixels.skipEmpty(),
                  settings,
                  PixelLimit.NONE,
                  run.backend(),
                  Clock.systemUTC())
              .run(scenes, out, progress);
      progress.finish(Summary.of(report, out));
      return Main.DONE;
    }
  }
}
