/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.map;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.Palette;

/**
 * Names and colours of the classes of several maps, which must be the same classes.
 *
 * @param style in the order of the labels. Names and colours are those of the signatures, if these
 *     are known; else those of the first map that names, or colours, a class; and where none does,
 *     a class is called by its label and has the colour of {@link Palette#CATEGORICAL}
 * @param signatures of the classes, if they are known
 */
public record MapClasses(ClassStyle style, Optional<SignatureSet> signatures) {
  /**
   * The classes of maps.
   *
   * @param signatures that the maps were made with, if they are known
   * @param highest label in the maps
   * @throws InputException if maps are of different classes: of different numbers of them, or of
   *     different names where no signatures tell that they are the same
   */
  public static MapClasses of(
      List<ClassifiedMap> maps, Optional<SignatureSet> signatures, int highest) {
    SortedMap<Integer, String> named = names(maps, signatures.isPresent());
    int own = named.isEmpty() ? highest : Math.max(highest, named.lastKey());
    int k = signatures.map(set -> Math.max(set.k(), highest)).orElse(own);
    List<Color> plain = Palette.CATEGORICAL.colors(new double[k][1], Optional.empty());
    List<String> names = new ArrayList<>();
    List<Color> colors = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      int label = c + 1;
      Optional<SignatureSet.ClassSignature> known =
          signatures.filter(set -> label <= set.k()).map(set -> set.classes().get(label - 1));
      names.add(
          known
              .map(SignatureSet.ClassSignature::name)
              .orElse(named.getOrDefault(label, "Class " + label)));
      colors.add(
          known
              .map(SignatureSet.ClassSignature::color)
              .or(() -> color(maps, label))
              .orElse(plain.get(c)));
    }
    return new MapClasses(new ClassStyle(names, colors), signatures.filter(set -> set.k() == k));
  }

  /** Names of the first map that has any. */
  private static SortedMap<Integer, String> names(List<ClassifiedMap> maps, boolean known) {
    ClassifiedMap named = null;
    for (ClassifiedMap map : maps) {
      if (!map.names().isEmpty()) {
        named = named == null ? map : named;
        checkNumbers(named, map);
        if (!known) {
          checkNames(named, map);
        }
      }
    }
    return named == null ? new TreeMap<>() : named.names();
  }

  private static void checkNumbers(ClassifiedMap first, ClassifiedMap second) {
    if (!first.names().lastKey().equals(second.names().lastKey())) {
      throw different(
          first, second, first.names().lastKey() + " and " + second.names().lastKey() + " classes");
    }
  }

  private static void checkNames(ClassifiedMap first, ClassifiedMap second) {
    first
        .names()
        .forEach(
            (label, name) -> {
              String other = second.names().getOrDefault(label, name);
              if (!other.equals(name)) {
                throw different(
                    first,
                    second,
                    "different names of class " + label + " ('" + name + "' and '" + other + "')");
              }
            });
  }

  private static InputException different(ClassifiedMap first, ClassifiedMap second, String what) {
    return new InputException(
        "The maps '"
            + first.name()
            + "' and '"
            + second.name()
            + "' have "
            + what
            + ", so that their labels mean different things; give maps of one series of classes at"
            + " a time.");
  }

  private static Optional<Color> color(List<ClassifiedMap> maps, int label) {
    return maps.stream()
        .filter(map -> map.colors().containsKey(label))
        .map(map -> map.colors().get(label))
        .findFirst();
  }

  /** Number of classes. */
  public int k() {
    return style.names().size();
  }
}
