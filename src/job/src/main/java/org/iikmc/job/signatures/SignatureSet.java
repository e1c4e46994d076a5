/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.legend.Legend;
import org.iikmc.kmeans.ClassSpread;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Scene;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.style.CompositeBands;
import org.iikmc.raster.style.Palette;

/**
 * The classes of a series: what is saved to classify further scenes with. Sets are not compared:
 * arrays make two equal ones differ.
 *
 * @param bands names of the bands, in the order of the values
 * @param sensor what recorded the scenes, if it is known; for people
 * @param wavelengths where the bands lie in the spectrum, in nanometres; empty if it is not known
 *     of all
 * @param numbers of the bands in the coverage that they are from, from 1: for servers that don't
 *     tell their names; empty if it is one coverage for each band
 * @param harmonization in what values the classes are
 * @param classes in the order of their labels; element 0 is class 1
 */
public record SignatureSet(
    List<String> bands,
    Optional<String> sensor,
    List<Double> wavelengths,
    List<Integer> numbers,
    Harmonization harmonization,
    List<ClassSignature> classes) {
  /**
   * One class.
   *
   * @param name for people; may be changed freely
   * @param color for maps
   * @param group of classes that it is shown with as one, under the name of the group
   * @param pixels valid pixels of the series that it got; 0 if it is empty
   * @param mean one value per band, harmonised; shared, and not written by anybody
   * @param spread standard deviation per band, likewise
   */
  public record ClassSignature(
      String name,
      Color color,
      Optional<String> group,
      long pixels,
      double[] mean,
      double[] spread) {
    /** A class of its own. */
    public ClassSignature(String name, Color color, long pixels, double[] mean, double[] spread) {
      this(name, color, Optional.empty(), pixels, mean, spread);
    }

    private ClassSignature shown(String otherName, Color otherColor, Optional<String> otherGroup) {
      return new ClassSignature(otherName, otherColor, otherGroup, pixels, mean, spread);
    }

    private ClassSignature counted(long others) {
      return new ClassSignature(name, color, group, others, mean, spread);
    }
  }

  public SignatureSet {
    bands = List.copyOf(bands);
    wavelengths = List.copyOf(wavelengths);
    numbers = List.copyOf(numbers);
    classes = List.copyOf(classes);
  }

  /** Classes of stored values, in bands of an unknown sensor. */
  public SignatureSet(List<String> bands, List<ClassSignature> classes) {
    this(bands, Optional.empty(), List.of(), List.of(), Harmonization.none(bands.size()), classes);
  }

  /**
   * The classes of a clustering.
   *
   * @param scene any of the series, for its bands
   * @param harmonization of the series
   * @param statistics of the final labels
   */
  public static SignatureSet of(
      Scene scene,
      Harmonization harmonization,
      Clustering clustering,
      LabelStatistics statistics,
      Palette palette) {
    List<String> names = scene.bands().stream().map(Band::name).toList();
    List<Color> colors =
        palette.colors(clustering.signatures(), CompositeBands.redGreenBlue(names));
    List<ClassSignature> found = new ArrayList<>();
    for (int c = 0; c < colors.size(); c++) {
      found.add(
          new ClassSignature(
              "Class " + (c + 1),
              colors.get(c),
              statistics.count(c),
              clustering.signatures()[c],
              statistics.spread()[c]));
    }
    List<Double> known = scene.wavelengths();
    return new SignatureSet(
        names,
        scene.sensor().map(Object::toString),
        known.contains(Double.NaN) ? List.of() : known,
        numbers(scene.bands()),
        harmonization,
        found);
  }

  private static List<Integer> numbers(List<Band> bands) {
    boolean together = bands.stream().map(Band::pixels).distinct().count() == 1;
    return together && bands.size() > 1
        ? bands.stream().map(band -> band.index() + 1).toList()
        : List.of();
  }

  /**
   * The same classes with other numbers of pixels.
   *
   * @param pixels of each class
   */
  public SignatureSet counted(long[] pixels) {
    List<ClassSignature> counted = new ArrayList<>();
    for (int c = 0; c < k(); c++) {
      counted.add(classes.get(c).counted(pixels[c]));
    }
    return with(counted);
  }

  /**
   * The same classes under other names.
   *
   * @param names of all, in their order
   */
  public SignatureSet named(List<String> names) {
    List<ClassSignature> named = new ArrayList<>();
    for (int c = 0; c < k(); c++) {
      ClassSignature each = classes.get(c);
      named.add(each.shown(names.get(c), each.color(), each.group()));
    }
    return with(named);
  }

  /**
   * The same classes under the names, in the colours and in the groups of a legend; of which it
   * does not speak, they stay as they are.
   *
   * @throws InputException if the legend speaks of a class that is not here, or a class here is
   *     called like one of its groups
   */
  public SignatureSet with(Legend legend) {
    List<ClassSignature> shown = new ArrayList<>();
    for (Legend.Entry entry : legend.over(legend()).entries()) {
      ClassSignature each = classes.get(entry.label() - 1);
      shown.add(each.shown(entry.name(), entry.color().orElse(each.color()), entry.group()));
    }
    return with(shown);
  }

  /** Names, colours and groups of all classes. */
  public Legend legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int c = 0; c < k(); c++) {
      ClassSignature each = classes.get(c);
      entries.add(new Legend.Entry(c + 1, each.name(), Optional.of(each.color()), each.group()));
    }
    return new Legend(entries);
  }

  /** Other classes in the same bands. */
  public SignatureSet with(List<ClassSignature> others) {
    return new SignatureSet(bands, sensor, wavelengths, numbers, harmonization, others);
  }

  /** Number of classes. */
  public int k() {
    return classes.size();
  }

  /** k × bands; a copy. */
  public double[][] means() {
    return classes.stream().map(c -> c.mean().clone()).toArray(double[][]::new);
  }

  /** What a standard deviation of each class is. */
  public ClassSpread spread() {
    return ClassSpread.of(
        means(), classes.stream().map(ClassSignature::spread).toArray(double[][]::new));
  }

  /** Names and colours as maps show them: classes of a group have those of the group. */
  public ClassStyle style() {
    return legend().style();
  }

  /** The same classes in the colours of a palette. */
  public SignatureSet in(Palette palette) {
    List<Color> colors = palette.colors(means(), CompositeBands.redGreenBlue(bands));
    List<ClassSignature> recolored = new ArrayList<>();
    for (int c = 0; c < k(); c++) {
      ClassSignature each = classes.get(c);
      recolored.add(each.shown(each.name(), colors.get(c), each.group()));
    }
    return with(recolored);
  }

  /**
   * Bands of scenes that these signatures can be applied to.
   *
   * @param chosen by the user; the default are the bands that the signatures name
   * @param origin of the signatures, for messages
   * @throws InputException unless there are as many bands here as a user chose
   */
  public BandSelection selection(BandSelection chosen, String origin) {
    if (chosen.wanted().isEmpty()) {
      return new BandSelection(bands, wavelengths);
    }
    checkBands(chosen.wanted(), origin);
    return chosen.at(wavelengths);
  }

  private void checkBands(List<String> chosen, String origin) {
    if (chosen.size() != bands.size()) {
      throw new InputException(
          origin
              + " holds signatures of "
              + bands.size()
              + " bands ("
              + String.join(", ", bands)
              + "), but "
              + chosen.size()
              + " are chosen ("
              + String.join(", ", chosen)
              + "); choose the same bands.");
    }
  }
}
