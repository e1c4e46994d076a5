/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.referencing.CRS;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.InputException;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/** Opens the scenes of a series and sees that they go together. */
final class Series {
  private Series() {}

  /**
   * @return the scenes, in the order given, with the same bands in the same order
   * @throws InputException if there is none, two have one name, or their bands don't fit
   */
  static List<Scene> open(List<SceneSource> sources, BandSelection selection, PixelRules rules)
      throws IOException {
    if (sources.isEmpty()) {
      throw new InputException("No scene is given; give at least one GeoTIFF or product folder.");
    }
    Set<String> names = new HashSet<>();
    for (SceneSource source : sources) {
      if (!names.add(source.name().toLowerCase(Locale.ROOT))) { // as some file systems do
        throw new InputException(
            "Two scenes are called "
                + source.name()
                + ", and so would be their outputs; rename one, or give it once.");
      }
    }
    List<Scene> scenes = new ArrayList<>();
    SceneSource first = sources.get(0);
    List<String> bands = selection.in(first);
    for (SceneSource source : sources) {
      List<String> own = selection.in(source);
      if (own.size() != bands.size()) {
        throw new InputException(
            "Scene "
                + source.name()
                + " has "
                + own.size()
                + " bands ("
                + String.join(", ", own)
                + "), but scene "
                + first.name()
                + " has "
                + bands.size()
                + " ("
                + String.join(", ", bands)
                + "); choose common ones with --bands.");
      }
      if (selection.wanted().isEmpty() && !canonical(own).equals(canonical(bands))) {
        throw new InputException(
            "Scene "
                + source.name()
                + " gives the bands "
                + String.join(", ", own)
                + ", but scene "
                + first.name()
                + " gives "
                + String.join(", ", bands)
                + "; say with --bands which ones are meant.");
      }
      scenes.add(source.open(own));
    }
    checkArea(scenes, rules);
    return scenes;
  }

  private static List<String> canonical(List<String> bands) {
    return bands.stream().map(BandSelection::canonical).toList();
  }

  private static void checkArea(List<Scene> scenes, PixelRules rules) {
    if (rules.area().isEmpty() || rules.area().get().hasCrs()) {
      return;
    }
    Scene first = scenes.get(0);
    for (Scene scene : scenes) {
      boolean same =
          first.grid().crs().isEmpty() && scene.grid().crs().isEmpty()
              || first.grid().crs().isPresent()
                  && scene.grid().crs().isPresent()
                  && CRS.equalsIgnoreMetadata(first.grid().crs().get(), scene.grid().crs().get());
      if (!same) {
        throw new InputException(
            "The area of interest names no reference system, and the scenes "
                + first.name()
                + " and "
                + scene.name()
                + " have different ones; write SRID=<EPSG code>; before the WKT.");
      }
    }
  }

  /**
   * Sees that pixels are left, and says whose fault it is if not.
   *
   * @param counts valid pixels of each scene
   * @return names of the scenes without any
   * @throws InputException if there is one and it may not be skipped, or if nothing is left
   */
  static List<String> checkCounts(
      List<Scene> scenes, long[] counts, PixelRules rules, boolean skipEmpty) {
    List<String> empty = new ArrayList<>();
    for (int s = 0; s < counts.length; s++) {
      if (counts[s] == 0) {
        empty.add(scenes.get(s).name());
      }
    }
    boolean area = rules.area().isPresent();
    boolean masked =
        rules.useQuality() && scenes.stream().anyMatch(scene -> scene.quality().isPresent());
    if (empty.size() == scenes.size()
        && area
        && scenes.stream().noneMatch(s -> touches(s, rules))) {
      throw new InputException(
          "The area of interest lies outside every scene; check its coordinates and its reference"
              + " system.");
    }
    if (empty.size() == scenes.size() || !empty.isEmpty() && !skipEmpty) {
      throw new InputException(
          (empty.size() == 1 ? "Scene " : "Scenes ")
              + empty.stream().collect(Collectors.joining(", "))
              + (empty.size() == 1 ? " has" : " have")
              + " no valid pixel: all are nodata"
              + (masked ? ", masked by the quality band" : "")
              + (area ? ", outside the area of interest" : "")
              + (rules.mask().isPresent() ? ", left out by the mask" : "")
              + (empty.size() == scenes.size()
                  ? "; check --nodata, --mask and --aoi."
                  : "; leave it out, or go on without it with --skip-empty."));
    }
    return empty;
  }

  private static boolean touches(Scene scene, PixelRules rules) {
    return rules.area().get().on(scene.grid()).touches(scene.grid().bounds());
  }
}
