/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
    Path granules = folder.resolve("GRANULE");
    if (Files.isDirectory(granules)) {
      List<Path> all = list(granules, Files::isDirectory);
      if (all.size() != 1) {
        throw new InputException(
            folder,
            all.isEmpty()
                ? " is a Sentinel-2 product without a granule; download it again."
                : " holds "
                    + all.size()
                    + " granules; give one of them: "
                    + all.stream().limit(3).map(Path::toString).collect(Collectors.joining(", "))
                    + (all.size() > 3 ? ", …." : "."));
      }
      return in(all.get(0));
    }
    Path images = folder.resolve("IMG_DATA");
    Path place = Files.isDirectory(images) ? images : folder;
    List<Path> files = new ArrayList<>(list(place, Files::isRegularFile));
    for (String resolution : RESOLUTIONS) {
      if (Files.isDirectory(place.resolve(resolution))) {
        files.addAll(list(place.resolve(resolution), Files::isRegularFile));
      }
    }
    return files;
  }

  private static List<Path> list(Path folder, Predicate<Path> kind) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(SceneFinder::isVisible).filter(kind).sorted().toList();
    }
  }
}
