/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;

/**
 * Where the files of bands lie in a folder as it was delivered: directly in it or, of Sentinel-2,
 * in {@code GRANULE/…/IMG_DATA}, of level 2A in a folder of each resolution there.
 */
final class ProductFiles {
  private static final List<String> RESOLUTIONS = List.of("R10m", "R20m", "R60m");

  private ProductFiles() {}

  /**
   * The files, less those that are hidden.
   *
   * @throws InputException if there are those of several scenes
   */
  static List<Path> in(Path folder) throws IOException {
    List<Path> entries = list(folder); // one request, where each question is another
    Optional<Path> granules = called("GRANULE", entries);
    if (granules.isPresent()) {
      return in(only(folder, list(granules.get()).stream().filter(Files::isDirectory).toList()));
    }
    Optional<Path> images = called("IMG_DATA", entries);
    if (images.isPresent()) {
      entries = list(images.get());
    }
    List<Path> files = new ArrayList<>(entries);
    for (String resolution : RESOLUTIONS) {
      Optional<Path> place = called(resolution, entries);
      if (place.isPresent()) {
        files.addAll(list(place.get()));
      }
    }
    return files.stream().filter(Files::isRegularFile).toList();
  }

  private static Path only(Path product, List<Path> granules) {
    if (granules.size() != 1) {
      throw new InputException(
          product,
          granules.isEmpty()
              ? " is a Sentinel-2 product without a granule; download it again."
              : " holds "
                  + granules.size()
                  + " granules; give one of them: "
                  + granules.stream().limit(3).map(Path::toString).collect(Collectors.joining(", "))
                  + (granules.size() > 3 ? ", …." : "."));
    }
    return granules.get(0);
  }

  /** The folder of a name among the entries of another. */
  private static Optional<Path> called(String name, List<Path> entries) {
    return entries.stream()
        .filter(entry -> entry.getFileName().toString().equals(name))
        .filter(Files::isDirectory)
        .findFirst();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(SceneFinder::isVisible).sorted().toList();
    }
  }
}
