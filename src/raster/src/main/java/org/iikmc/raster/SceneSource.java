/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.iikmc.kmeans.problem.InputException;

/** A scene that can be opened once it is known which of its bands are wanted. */
public interface SceneSource {
  /** Name of the scene. */
  String name();

  /** Day of acquisition, if it is known. */
  Optional<LocalDate> date();

  /** Names of its bands, in their order; a band without a name is called by its number, from 1. */
  List<String> bandNames();

  /** The bands that most users want of a product of this kind; a part of {@link #bandNames()}. */
  List<String> defaultBands();

  /**
   * The band that has this name beside its own, such as one of a part of the spectrum.
   *
   * @return as in {@link #bandNames()}; empty if there is none
   */
  default Optional<String> bandCalled(String name) {
    return Optional.empty();
  }

  /** What recorded it, if its name tells. */
  default Optional<Sensor> sensor() {
    return Sensor.ofProduct(name());
  }

  /** Where a band lies in the spectrum, in nanometres; NaN if it is not known. */
  default double wavelength(String band) {
    return sensor().map(sensor -> sensor.wavelength(band)).orElse(Double.NaN);
  }

  /**
   * What the values of its first band stand for, if that holds classes: names by value; empty if
   * nothing is said.
   */
  default SortedMap<Integer, String> categories() {
    return Collections.emptySortedMap();
  }

  /**
   * Colours of the values of its first band, by value; empty if it has no colour table. One that is
   * there may also have colours of values that do not occur.
   */
  default SortedMap<Integer, Color> colors() {
    return Collections.emptySortedMap();
  }

  /**
   * Opens the scene.
   *
   * @param bands as in {@link #bandNames()}
   * @throws InputException if a band can't be read, or the bands don't share one grid
   */
  Scene open(List<String> bands) throws IOException;

  /**
   * Opens the scene with the quality bands that tell some of these conditions. One that is not
   * asked for need not be there, or be readable.
   *
   * @param bands as in {@link #bandNames()}
   * @param conditions by {@link PixelRules#conditions()}
   * @throws InputException likewise
   */
  default Scene open(List<String> bands, Set<PixelCondition> conditions) throws IOException {
    return open(bands);
  }
}
