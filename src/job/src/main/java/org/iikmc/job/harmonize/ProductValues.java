/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.PhysicalValues;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scene;

/**
 * What the products of a series say that their stored values stand for, if all of them do.
 *
 * @param maps from stored values to those, by scene; identities if it is not known of all
 * @param quantities by scene; empty likewise
 */
record ProductValues(List<AffineMap> maps, List<Quantity> quantities) {
  /**
   * Those of a series.
   *
   * @param method by which they are, or may be, used
   * @throws InputException if {@code reflectance} is asked for, and a scene lacks it, or scenes
   *     have quantities that can't be compared
   */
  static ProductValues of(List<Scene> scenes, HarmonizeMethod method) {
    int bands = scenes.get(0).bands().size();
    ProductValues stored =
        new ProductValues(
            scenes.stream().map(scene -> AffineMap.identity(bands)).toList(), List.of());
    if (method == HarmonizeMethod.NONE) {
      return stored;
    }
    List<AffineMap> maps = new ArrayList<>();
    List<Quantity> quantities = new ArrayList<>();
    for (Scene scene : scenes) {
      PhysicalValues values = scene.physicalValues();
      if (values instanceof PhysicalValues.Known known) {
        quantities.add(known.quantity());
      } else if (method != HarmonizeMethod.REFLECTANCE) {
        return stored;
      }
      maps.add(Harmonization.physical(scene, values));
    }
    boolean mixed = quantities.stream().distinct().count() > 1;
    if (mixed && quantities.contains(Quantity.SURFACE_TEMPERATURE)) {
      if (method == HarmonizeMethod.REFLECTANCE) {
        throw incomparable(scenes, quantities);
      }
      return stored;
    }
    return new ProductValues(maps, quantities);
  }

  private static InputException incomparable(List<Scene> scenes, List<Quantity> quantities) {
    int warm = quantities.indexOf(Quantity.SURFACE_TEMPERATURE);
    int other =
        IntStream.range(0, quantities.size())
            .filter(s -> quantities.get(s) != Quantity.SURFACE_TEMPERATURE)
            .findFirst()
            .orElseThrow();
    return new InputException(
        "The values of scene "
            + scenes.get(warm).name()
            + " are surface temperature, but those of "
            + scenes.get(other).name()
            + " are "
            + quantities.get(other)
            + "; choose bands of one kind with ",
        Problem.option("bands"),
        ".");
  }

  /** Whether it is known of all scenes. */
  boolean isKnown() {
    return !quantities.isEmpty();
  }

  /** What the values of a scene are, for people. */
  String unit(int scene) {
    return isKnown() ? quantities.get(scene).toString() : "stored values";
  }

  /** What to say if the scenes have several quantities. */
  Optional<String> note() {
    List<String> names = quantities.stream().map(Quantity::toString).distinct().sorted().toList();
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Values are " + String.join(" and ", names) + ", not the same in all scenes.");
  }
}
