/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.areas.AreasJob;
import org.iikmc.job.compare.References;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** {@code areas}: how much ground each class takes. */
final class AreasCommand extends OptionCommand {
  AreasCommand() {
    super(
        Door.AREAS_COMMAND,
        "Adds up the areas of the classes of maps, in km² on the ellipsoid; with a sample of the"
            + " ground, estimates those of its covers.");
    take("MAP", "Classified GeoTIFF, or folder of maps called …_classes.tif.");
  }

  @Override
  void run(Given given) throws IOException {
    try (RasterReaders readers = new RasterReaders();
        ConsoleProgress progress = ConsoleProgress.of(given)) {
      SceneFinder finder = new SceneFinder(readers);
      MapFiles maps = MapFiles.find(paths(), finder);
      Optional<Path> reference = given.find(Options.REFERENCE_OF_AREAS);
      Optional<References> references = Optional.empty();
      if (reference.isPresent()) {
        references = Optional.of(References.ofPath(reference.get(), given, finder));
      }
      AreasJob job = new AreasJob(given, PixelLimit.NONE, Clock.systemUTC());
      Optional<Path> out = given.find(Options.OUT_OF_AREAS);
      if (out.isEmpty()) {
        AreasJob.Areas areas = job.find(maps.maps(), references, maps.signatures(), progress);
        areas.notes().forEach(progress::note);
        tell(areas.table().csv(), given, progress);
        return;
      }
      Path file = out.get().toAbsolutePath();
      String name = file.getFileName().toString();
      List<Path> read = new ArrayList<>(maps.files());
      read.addAll(paths());
      reference.ifPresent(read::add);
      JobOutputs.refuseInputs(
          file.getParent(), List.of(name), read.stream().filter(Files::isRegularFile).toList());
      try (OutputFolder folder = new OutputFolder(file.getParent())) {
        folder.check(List.of(name));
        AreasJob.Areas areas = job.find(maps.maps(), references, maps.signatures(), progress);
        areas.notes().forEach(progress::note);
        folder.write(name, areas.table().csv());
        folder.commit();
      }
      progress.finish("Areas: " + out.get());
    }
  }

  /** On standard output, as other programs read it, unless that has progress for them. */
  private static void tell(String table, Given given, ConsoleProgress progress) throws IOException {
    if (given.find(Options.JSON_PROGRESS).orElse(false)) {
      progress.finish(table);
      return;
    }
    System.out.write(table.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }
}
