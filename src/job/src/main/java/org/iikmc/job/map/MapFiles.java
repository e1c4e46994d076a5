/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;

/**
 * Classified maps in files, with the signatures that runs have written beside them.
 *
 * @param maps in the order in which they were named
 * @param signatures of the classes, if they lie beside all maps
 * @param files that were read beside the maps
 */
public record MapFiles(
    List<SceneSource> maps, Optional<SignatureSet> signatures, List<Path> files) {
  private static final String SIGNATURES = "signatures.json";

  /**
   * Finds maps.
   *
   * @param paths of maps, or of folders of them
   * @throws InputException if there is none, or they were made with different signatures
   */
  public static MapFiles find(List<Path> paths, SceneFinder finder) throws IOException {
    List<SceneSource> maps = new ArrayList<>();
    Map<Path, SignatureSet> known = new LinkedHashMap<>();
    boolean all = true;
    for (Path path : paths) {
      maps.addAll(finder.maps(path));
      Path beside =
          Files.isDirectory(path) ? path.resolve(SIGNATURES) : path.resolveSibling(SIGNATURES);
      if (Files.isRegularFile(beside)) {
        known.putIfAbsent(beside, JsonFormat.read(beside));
      } else {
        all = false;
      }
    }
    checkTheyAreOne(known);
    return new MapFiles(
        maps,
        all ? known.values().stream().findFirst() : Optional.empty(),
        List.copyOf(known.keySet()));
  }

  private static void checkTheyAreOne(Map<Path, SignatureSet> known) {
    Map.Entry<Path, SignatureSet> first = null;
    for (Map.Entry<Path, SignatureSet> each : known.entrySet()) {
      first = first == null ? each : first;
      if (!Arrays.deepEquals(first.getValue().means(), each.getValue().means())) {
        throw new InputException(
            first.getKey(),
            " and ",
            each.getKey(),
            " hold different signatures, so that labels beside them mean different things; give"
                + " maps of one run at a time.");
      }
    }
  }
}
