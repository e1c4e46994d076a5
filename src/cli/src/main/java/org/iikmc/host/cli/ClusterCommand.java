/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.iikmc.job.ClusterRequest;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.report.RunReport;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;

/** {@code cluster}: joint clustering of a series. */
final class ClusterCommand extends OptionCommand {
  private final Platform platform;

  ClusterCommand(Platform platform) {
    super(
        Door.CLUSTER_COMMAND,
        "Clusters all scenes together and writes a map for each, signatures and a report.");
    this.platform = platform;
    takeScenes();
  }

  @Override
  void run(Given given) throws IOException {
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      FileThings files = new FileThings(texts(), FileThings.finder(readers, given));
      AssignmentBackend backend = platform.backend(given);
      ClusterRequest request = ClusterRequest.of(given, files);
      List<SceneSource> scenes = files.scenes(given);
      Path out = given.get(Options.OUT);
      JobOutputs.refuseInputs(
          out, scenes, request.maps().confidence(), request.maps().cleaning(), files.files(given));
      RunReport report =
          new ClusteringJob(request, PixelLimit.NONE, backend, Clock.systemUTC())
              .run(scenes, () -> platform.outputs(out), MapNaming.BY_SCENE, progress);
      progress.finish(Summary.of(report, out));
    }
  }
}
