/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.AreaReader;
import org.iikmc.raster.read.PlaceReader;
import org.iikmc.raster.read.SceneFinder;

/**
 * The reference of each map of one comparison: one for all, or one for each scene. Used by one
 * thread.
 */
public final class References {
  private static final Pattern READABLE = Pattern.compile("(?i).*\\.(tiff?|geojson|json|csv)");

  private final ByScene byScene;

  /** Finds a reference. */
  private interface ByScene {
    Reference of(String scene) throws IOException;
  }

  private References(ByScene byScene) {
    this.byScene = byScene;
  }

  Reference of(ClassifiedMap map) throws IOException {
    return byScene.of(map.name());
  }

  /**
   * A document that came with a request.
   *
   * @param document GeoJSON or CSV
   * @param origin how messages call it
   * @throws InputException if it can't be used
   */
  public static References ofDocument(String document, Given given, String origin) {
    Reference reference =
        new PlaceReference(
            reader(given).parse(document, origin), given.find(Options.ATTRIBUTE), origin);
    return new References(scene -> reference);
  }

  /**
   * A raster.
   *
   * @param origin how messages call it
   * @throws InputException if it is no raster of codes
   */
  public static References ofRaster(SceneSource raster, Given given, String origin)
      throws IOException {
    Reference reference = RasterReference.open(raster, crs(given, origin), origin);
    return new References(scene -> reference);
  }

  /**
   * A file, or a folder in which, or in whose folder {@code truth}, the reference of the scene S is
   * called {@code S_truth} or {@code S_reference}, or begins with S and ends so.
   *
   * @param finder of rasters
   * @throws InputException if there is none, or it can't be used
   */
  public static References ofPath(Path path, Given given, SceneFinder finder) throws IOException {
    if (!Files.exists(path)) {
      throw new InputException("The reference ", path, " does not exist.");
    }
    if (!Files.isDirectory(path)) {
      Reference reference = open(path, given, finder);
      return new References(scene -> reference);
    }
    Map<Path, Reference> opened = new HashMap<>();
    return new References(
        scene -> {
          Path file = find(path, scene);
          Reference reference = opened.get(file);
          if (reference == null) {
            reference = open(file, given, finder);
            opened.put(file, reference);
          }
          return reference;
        });
  }

  private static Reference open(Path file, Given given, SceneFinder finder) throws IOException {
    if (finder.isRaster(file)) {
      return RasterReference.open(finder.find(file).get(0), crs(given, file), file);
    }
    return new PlaceReference(reader(given).read(file), given.find(Options.ATTRIBUTE), file);
  }

  private static PlaceReader reader(Given given) {
    return new PlaceReader(given.find(Options.REFERENCE_CRS), Options.REFERENCE_CRS.name());
  }

  private static Optional<CoordinateReferenceSystem> crs(Given given, Object origin) {
    return given.find(Options.REFERENCE_CRS).map(code -> AreaReader.decode(code, origin));
  }

  private static Path find(Path folder, String scene) throws IOException {
    for (Path place : List.of(folder, folder.resolve("truth"))) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      List<Path> named = matching(place, Pattern.quote(scene) + "_(truth|reference)");
      List<Path> found =
          named.isEmpty()
              ? matching(place, Pattern.quote(scene) + "[^A-Za-z0-9].*(truth|reference)")
              : named;
      if (found.size() > 1) {
        throw new InputException(
            "For the map '" + scene + "' there are ",
            found.get(0),
            " and ",
            found.get(1),
            "; keep one of them there.");
      }
      if (found.size() == 1) {
        return found.get(0);
      }
    }
    throw new InputException(
        folder,
        " holds no reference of the map '"
            + scene
            + "'; call it "
            + scene
            + "_truth.tif (or .geojson, .csv), there or in a folder truth, or give ",
        Problem.option(Options.REFERENCE_FILE.name()),
        " as one file for all maps.");
  }

  private static List<Path> matching(Path folder, String stem) throws IOException {
    Pattern pattern = Pattern.compile(stem);
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> READABLE.matcher(file.getFileName().toString()).matches())
          .filter(
              file ->
                  pattern
                      .matcher(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                      .matches())
          .sorted()
          .toList();
    }
  }
}
