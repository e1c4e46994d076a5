/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Which bands of each scene are used: by name (B4 is also SR_B4 and B04) or by number from 1.
 *
 * @param wanted as the user wrote them; empty for the default of each scene
 * @param wavelengths where the bands found have to lie in the spectrum, in nanometres and in their
 *     order; NaN where any will do, empty if any will do everywhere
 */
public record BandSelection(List<String> wanted, List<Double> wavelengths) {
  /** Bands of one name on two satellites are no further apart, those of two names mostly are. */
  private static final double TOLERANCE = 0.05;

  private static final Pattern POSITION = Pattern.compile("(?i)(?:band[ _]?)?([0-9]{1,4})");

  public BandSelection {
    wanted = List.copyOf(wanted);
    wavelengths = List.copyOf(wavelengths);
  }

  /** Bands anywhere in the spectrum. */
  public BandSelection(List<String> wanted) {
    this(wanted, List.of());
  }

  /** The same bands, which must lie at these wavelengths. */
  public BandSelection at(List<Double> others) {
    return new BandSelection(wanted, others);
  }

  /** Bands of these names, at the same wavelengths. */
  public BandSelection named(List<String> names) {
    return new BandSelection(names, wavelengths);
  }

  /** The default bands of each scene. */
  public static BandSelection defaults() {
    return new BandSelection(List.of());
  }

  /**
   * Parses a list such as {@code B2,B3,B4} or {@code 1,2,3}.
   *
   * @throws InputException if an entry is empty or repeated
   */
  public static BandSelection parse(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (name.isEmpty()) {
        throw new InputException(
            "The bands are '" + text + "', but must be names or numbers between commas.");
      }
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new InputException(
            "The bands '" + text + "' name " + name + " twice; name each band once.");
      }
    }
    return new BandSelection(names);
  }

  /**
   * Finds the bands in a scene.
   *
   * @return names of bands of that scene, in the order wanted
   * @throws InputException if it lacks one, or one lies elsewhere in the spectrum; the message
   *     lists what it has
   */
  public List<String> in(SceneSource scene) {
    List<String> found = wanted.isEmpty() ? scene.defaultBands() : found(scene);
    checkWavelengths(scene, found);
    return found;
  }

  private void checkWavelengths(SceneSource scene, List<String> found) {
    for (int i = 0; i < Math.min(found.size(), wavelengths.size()); i++) {
      double expected = wavelengths.get(i);
      double own = scene.wavelength(found.get(i));
      if (Math.abs(own - expected) > TOLERANCE * Math.max(own, expected)) { // not if either is NaN
        throw new InputException(
            Problem.of(
                String.format(
                    Locale.ROOT,
                    "Scene %s: band %s%s lies at %.0f nm, but the one that it goes with lies at %.0f nm;"
                        + " choose bands of the same part of the spectrum with ",
                    scene.name(),
                    found.get(i),
                    scene.sensor().map(sensor -> " of " + sensor).orElse(""),
                    own,
                    expected),
                Problem.option("bands"),
                "."),
            null);
      }
    }
  }

  private List<String> found(SceneSource scene) {
    List<String> found = new ArrayList<>();
    for (String name : wanted) {
      String band = find(name, scene);
      if (found.contains(band)) {
        throw new InputException(
            "Scene " + scene.name() + ": the bands chosen name " + band + " twice; name it once.");
      }
      found.add(band);
    }
    return found;
  }

  private static String find(String wanted, SceneSource scene) {
    List<String> names = scene.bandNames();
    for (String name : names) {
      if (name.equalsIgnoreCase(wanted)) {
        return name;
      }
    }
    for (String name : names) {
      if (canonical(name).equals(canonical(wanted))) {
        return name;
      }
    }
    Matcher position = POSITION.matcher(wanted); // map servers show bands without a name so
    if (position.matches()) {
      int number = Integer.parseInt(position.group(1));
      if (number >= 1 && number <= names.size()) {
        return names.get(number - 1);
      }
    }
    throw new InputException(
        "Scene "
            + scene.name()
            + " has no band "
            + wanted
            + "; it has "
            + String.join(", ", names)
            + ".");
  }

  /** SR_B4, B04 and b4 are the same band. */
  public static String canonical(String name) {
    return name.toUpperCase(Locale.ROOT)
        .replaceFirst("^(SR|ST)_(?=B)", "")
        .replaceFirst("^B(AND)?_?0*(?=[0-9])", "B");
  }
}
