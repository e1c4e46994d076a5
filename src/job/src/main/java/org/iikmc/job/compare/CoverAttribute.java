/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.read.Places;

/** Finds the property of places that tells their cover. */
final class CoverAttribute {
  /** What people call it, the likelier first. */
  private static final List<String> USUAL =
      List.of("class", "cover", "landcover", "land_cover", "class_name", "classname", "label");

  private CoverAttribute() {}

  /**
   * The property that the user names, or else one that is called as usual, or the only one, or the
   * only one that holds texts and not only numbers.
   *
   * @param origin of the places, for messages
   * @throws InputException if there is none such, or more than one
   */
  static String of(Places places, Optional<String> wanted, Object origin) {
    Set<String> names = new LinkedHashSet<>();
    places.all().forEach(place -> names.addAll(place.properties().keySet()));
    if (names.isEmpty()) {
      throw new InputException(
          origin, " tells nothing of its places; give each a property with its cover.");
    }
    if (wanted.isPresent()) {
      if (!names.contains(wanted.get())) {
        throw new InputException(
            origin,
            " has no property '" + wanted.get() + "'; it has " + String.join(", ", names) + ".");
      }
      return wanted.get();
    }
    for (String usual : USUAL) {
      Optional<String> found =
          names.stream().filter(name -> name.toLowerCase(Locale.ROOT).equals(usual)).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    List<String> texts = names.stream().filter(name -> isText(places, name)).toList();
    if (names.size() == 1) {
      return names.iterator().next();
    }
    if (texts.size() == 1) {
      return texts.get(0);
    }
    throw new InputException(
        origin,
        " has the properties " + String.join(", ", names) + "; say with ",
        Problem.option(Options.ATTRIBUTE.name()),
        " which of them tells the cover.");
  }

  private static boolean isText(Places places, String name) {
    return places.all().stream()
        .map(place -> place.properties().getOrDefault(name, ""))
        .anyMatch(
            text -> !text.isEmpty() && !text.matches("[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?"));
  }
}
