/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The name of an image of PlanetScope, and the mask that belongs to it (Planet, PSScene): {@code
 * 20200101_153045_1003_3B_AnalyticMS_SR.tif} and {@code 20200101_153045_1003_3B_udm2.tif}, with
 * {@code _8b}, {@code _harmonized} and {@code _clip} as they were ordered.
 *
 * @param path of the file
 * @param acquisition what its name and that of its mask begin with
 * @param cut how it ends: clipped or not
 */
record PlanetImage(Path path, String acquisition, String cut) {
  private static final String CUT = "((?:_clip|_file_format)*)\\.tiff?";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)([0-9]{8}_[0-9]{6}_(?:[0-9a-z]{1,2}_)?[0-9a-z]{4}_3B)_AnalyticMS(?:_SR)?(?:_8b)?"
              + "(?:_harmonized)?"
              + CUT);

  /** Of {@link #acquisition}: the present kind, and the one before. */
  private static final List<String> MASKS = List.of("_udm2", "_AnalyticMS(?:_8b)?_DN_udm");

  private static final List<String> FOUR_BANDS = List.of("blue", "green", "red", "nir");
  private static final List<String> EIGHT_BANDS =
      List.of("coastal_blue", "blue", "green_i", "green", "yellow", "red", "rededge", "nir");

  /** A mask beside an image. */
  record Mask(Path path, boolean udm2) {}

  /** The image that a file of this name is. */
  static Optional<PlanetImage> of(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches()
        ? Optional.of(new PlanetImage(path, name.group(1), name.group(2)))
        : Optional.empty();
  }

  /** The images directly in a folder. */
  static List<PlanetImage> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(SceneFinder::isVisible)
          .sorted()
          .flatMap(file -> of(file).stream())
          .toList();
    }
  }

  /** Names of so many bands, for files that name none; empty if it is another number. */
  static List<String> bandNames(int count) {
    return switch (count) {
      case 4 -> FOUR_BANDS;
      case 8 -> EIGHT_BANDS;
      default -> List.of();
    };
  }

  /** The mask beside it, if there is one: rather udm2, and one that is cut as the image is. */
  Optional<Mask> mask() throws IOException {
    List<Path> files = besides();
    for (String kind : MASKS) {
      Pattern name = Pattern.compile("(?i)" + Pattern.quote(acquisition) + kind + CUT);
      Optional<Path> found =
          files.stream()
              .filter(file -> name.matcher(file.getFileName().toString()).matches())
              .min(
                  Comparator.comparing((Path file) -> !isCutAlike(file, name))
                      .thenComparing(p -> p));
      if (found.isPresent()) {
        return Optional.of(new Mask(found.get(), kind.equals(MASKS.get(0))));
      }
    }
    return Optional.empty();
  }

  /** What may be a mask; of a server, which lists nothing, what is there under a usual name. */
  private List<Path> besides() throws IOException {
    try (Stream<Path> files = Files.list(path.toAbsolutePath().getParent())) {
      return files.toList();
    } catch (NotDirectoryException e) {
      return Stream.of("_udm2", "_AnalyticMS_DN_udm", "_AnalyticMS_8b_DN_udm")
          .map(kind -> path.resolveSibling(acquisition + kind + cut + ".tif"))
          .filter(FileState::exists)
          .toList();
    }
  }

  private boolean isCutAlike(Path mask, Pattern name) {
    Matcher matcher = name.matcher(mask.getFileName().toString());
    return matcher.matches() && matcher.group(1).equalsIgnoreCase(cut);
  }
}
