/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.iikmc.job.RequestThings;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendFormat;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.OverviewScene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.AreaReader;
import org.iikmc.raster.read.CommonGrid;
import org.iikmc.raster.read.FileAddress;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;

/** What options and arguments of the command line name: files. */
final class FileThings implements RequestThings {
  private final List<String> texts;
  private final SceneFinder finder;

  /**
   * @param texts paths and addresses of scenes, as the user named them
   */
  FileThings(List<String> texts, SceneFinder finder) {
    this.texts = texts;
    this.finder = finder;
  }

  /** Finds scenes in the pixels that a user wants. */
  static SceneFinder finder(RasterReaders readers, Given given) {
    return new SceneFinder(
        readers,
        new CommonGrid(
            given.find(Options.RESOLUTION).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            given.get(Options.RESAMPLING)));
  }

  /** The scenes, of the pixels that are wanted. */
  List<SceneSource> scenes(Given given) throws IOException {
    int level = given.get(Options.OVERVIEW);
    if (level > 0 && given.find(Options.RESOLUTION).isPresent()) {
      throw new InputException(
          Problem.option(Options.OVERVIEW.name()),
          " and ",
          Problem.option(Options.RESOLUTION.name()),
          " both say how large pixels are; leave one of them out.");
    }
    List<SceneSource> scenes = new ArrayList<>();
    for (String text : texts) {
      scenes.addAll(finder.find(text));
    }
    if (level > 0) {
      scenes.replaceAll(scene -> new OverviewScene(scene, level));
    }
    return scenes;
  }

  /** The files among what is read, which must not be written. */
  List<Path> files(Given given) {
    List<Path> files = new ArrayList<>();
    texts.forEach(text -> finder.path(text).ifPresent(files::add));
    Stream.of(Options.INIT, Options.SIGNATURES_FILE, Options.LEGEND_FILE, Options.MASK, Options.AOI)
        .flatMap(option -> given.find(option).stream())
        .map(Object::toString)
        .map(FileThings::file)
        .flatMap(Optional::stream)
        .forEach(files::add);
    return files.stream().filter(Files::isRegularFile).toList();
  }

  @Override
  public Optional<Start> start(Given given) throws IOException {
    String init = given.get(Options.INIT);
    if (Options.INIT.kind().choices().stream().anyMatch(init::equalsIgnoreCase)) {
      return Optional.empty();
    }
    Path file =
        file(init)
            .orElseThrow(
                () ->
                    Given.refused(
                        Options.INIT,
                        init,
                        "midpoint, percentile, kmeans++, or the path of a signatures.json"));
    return Optional.of(new Start(JsonFormat.read(file), new FileAddress(init).shown()));
  }

  @Override
  public Optional<Legend> legend(Given given) throws IOException {
    Optional<Path> file = given.find(Options.LEGEND_FILE);
    return file.isEmpty() ? Optional.empty() : Optional.of(LegendFormat.read(file.get()));
  }

  /** The file that a text names; empty if it names none, and is WKT or a word. */
  private static Optional<Path> file(String text) {
    try {
      return Optional.of(new FileAddress(text).path()).filter(Files::isRegularFile);
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  @Override
  public MaskRaster mask(String name) throws IOException {
    return finder.mask(
        file(name)
            .orElseThrow(
                () -> Given.refused(Options.MASK, name, "qa, none, or the path of a raster")));
  }

  @Override
  public Optional<AreaOfInterest> area(Given given) throws IOException {
    Optional<String> area = given.find(Options.AOI);
    return area.isEmpty() ? Optional.empty() : Optional.of(new AreaReader().read(area.get()));
  }
}
