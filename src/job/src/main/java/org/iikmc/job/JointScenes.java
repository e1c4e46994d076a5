/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.referencing.CRS;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.BandFiles;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/** Opens the scenes of a series and sees that they go together. */
final class JointScenes {
  /**
   * By date, those without one last, then by name: sums, percentiles and random choices depend on
   * the order of the pixels, and so must not on that in which scenes were named.
   */
  private static final Comparator<SceneSource> ORDER =
      Comparator.comparing((SceneSource source) -> source.date().orElse(LocalDate.MAX))
          .thenComparing(SceneSource::name);

  /** Kinds of scaling that a note names. */
  private static final int SHOWN = 3;

  private JointScenes() {}

  /**
   * @return the scenes by date and name, whatever the order given, with the same bands in the same
   *     order
   * @throws InputException if there is none, two have one name, their bands don't fit, or they are
   *     bands of one acquisition
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
    List<SceneSource> sorted = sources.stream().sorted(ORDER).toList();
    SceneSource first = sorted.get(0);
    List<String> bands = selection.in(first);
    BandSelection ofAll =
        selection.wavelengths().isEmpty()
            ? selection.at(bands.stream().map(first::wavelength).toList())
            : selection;
    for (SceneSource source : sorted) {
      if (BandFiles.isQuality(source.name())) {
        throw new InputException(
            source.name() + " is the quality band of a scene, and no scene itself; leave it out.");
      }
      boolean byName = selection.wanted().isEmpty() && areTheSame(source.defaultBands(), bands);
      List<String> own = (byName ? ofAll.named(bands) : ofAll).in(source);
      checkBands(source, own, first, bands, selection);
      scenes.add(source.open(own, rules.conditions()));
    }
    checkArea(scenes, rules);
    checkAcquisitions(sorted, scenes);
    return scenes;
  }

  /** Whether both are the same bands, in whatever order. */
  private static boolean areTheSame(List<String> some, List<String> others) {
    return some.size() == others.size() && canonical(some).containsAll(canonical(others));
  }

  /** Whether it is known of all bands where they lie in the spectrum. */
  private static boolean areLocated(SceneSource source, List<String> bands) {
    return bands.stream().noneMatch(band -> Double.isNaN(source.wavelength(band)));
  }

  private static void checkBands(
      SceneSource source,
      List<String> own,
      SceneSource first,
      List<String> bands,
      BandSelection selection) {
    boolean together =
        !selection.wanted().isEmpty()
            || canonical(own).equals(canonical(bands))
            || areLocated(source, own)
                && areLocated(first, bands); // which has been checked band by band
    if (own.size() == bands.size() && together) {
      return;
    }
    List<String> common =
        bands.stream()
            .filter(band -> canonical(own).contains(BandSelection.canonical(band)))
            .toList();
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
            + "); say which ones are meant with ",
        Problem.option("bands"),
        common.isEmpty() ? "." : ": both have " + String.join(",", common) + ".");
  }

  private static void checkAcquisitions(List<SceneSource> sources, List<Scene> scenes) {
    Map<String, List<Scene>> acquisitions = new LinkedHashMap<>();
    for (int s = 0; s < scenes.size(); s++) {
      Scene scene = scenes.get(s);
      if (sources.get(s).bandNames().size() == 1) {
        BandFiles.acquisition(scene.name())
            .ifPresent(
                name -> acquisitions.computeIfAbsent(name, n -> new ArrayList<>()).add(scene));
      }
    }
    for (List<Scene> bands : acquisitions.values()) {
      boolean oneGrid =
          bands.stream().skip(1).anyMatch(each -> each.grid().coincides(bands.get(0).grid()));
      if (oneGrid) {
        throw new InputException(
            "The scenes "
                + bands.stream().map(Scene::name).collect(Collectors.joining(", "))
                + " look like bands of one acquisition: each has one band, they lie on one grid, and"
                + " only the band differs in their names. Put them into one file, for example with"
                + " gdal_merge.py -separate, or rename them if each is a scene of its own.");
      }
    }
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
   * What the user should know of scenes whose values are compared as they are stored.
   *
   * @return sentences; none if all is as it should be
   */
  static List<String> notes(List<Scene> scenes) {
    Map<List<Double>, List<String>> names = new LinkedHashMap<>();
    for (Scene scene : scenes) {
      List<Double> scaling =
          scene.bands().stream().flatMap(b -> Stream.of(b.scale(), b.offset())).toList();
      names.computeIfAbsent(scaling, s -> new ArrayList<>()).add(scene.name());
    }
    if (names.size() < 2) {
      return List.of();
    }
    String shown =
        names.entrySet().stream()
            .limit(SHOWN)
            .map(each -> scaling(each.getKey()) + " in " + String.join(", ", each.getValue()))
            .collect(Collectors.joining("; "));
    return List.of(
        "Scale or offset of the bands differ between scenes: "
            + shown
            + (names.size() > SHOWN ? "; …" : "")
            + ". The stored numbers are compared, so that the same reflectance is not the same in all"
            + " of them; choose reflectance to harmonize them.");
  }

  private static String scaling(List<Double> ofBands) {
    boolean same =
        IntStream.range(0, ofBands.size()).allMatch(i -> ofBands.get(i).equals(ofBands.get(i % 2)));
    return (same ? ofBands.subList(0, 2) : ofBands)
        .stream().map(JointScenes::number).collect(Collectors.joining(" and "));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
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
        rules.quality().isPresent()
            && scenes.stream().anyMatch(scene -> !scene.quality().isEmpty());
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
              + "; ",
          empty.size() == scenes.size()
              ? Problem.of(
                  "check ",
                  Problem.option("nodata"),
                  ", ",
                  Problem.option("mask"),
                  " and ",
                  Problem.option("aoi"),
                  ".")
              : Problem.of(
                  "leave it out, or go on without it with ", Problem.option("skipEmpty"), "."));
    }
    return empty;
  }

  private static boolean touches(Scene scene, PixelRules rules) {
    return rules.area().get().on(scene.grid()).touches(scene.grid().bounds());
  }
}
