/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.kmeans.SampleType;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/**
 * Which bands and pixels of a tile are used. Immutable; sent to executors.
 *
 * @param numbers of the bands, from 1; empty for all
 * @param nodata one more value that means absent; null if there is none
 */
record TileReading(List<Integer> numbers, Double nodata) implements Serializable {
  TileReading {
    numbers = List.copyOf(numbers);
  }

  /** As a stage says. */
  static TileReading of(InterImageKMeansParams stage) {
    OptionalDouble nodata = stage.getNodata();
    return new TileReading(
        Arrays.stream(stage.getBands()).boxed().toList(),
        nodata.isPresent() ? nodata.getAsDouble() : null);
  }

  /** The bands, as others look for them. */
  BandSelection bands() {
    return new BandSelection(numbers.stream().map(number -> number.toString()).toList());
  }

  /** Which pixels are valid. */
  PixelRules rules() {
    return new PixelRules(
        nodata == null ? OptionalDouble.empty() : OptionalDouble.of(nodata),
        true,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Opens a tile.
   *
   * @throws org.iikmc.kmeans.problem.InputException if it lacks a band
   */
  Scene open(SceneSource source) throws IOException {
    return source.open(bands().in(source));
  }

  /**
   * Opens one of several tiles that differ in type.
   *
   * @param type that holds the values of all of them, and in which this one's are read
   * @throws org.iikmc.kmeans.problem.InputException if it lacks a band
   */
  Scene open(SceneSource source, SampleType type) throws IOException {
    Scene scene = open(source);
    List<Band> bands =
        scene.bands().stream()
            .map(b -> new Band(b.name(), b.pixels(), b.index(), type, b.nodata(), b.scaling()))
            .toList();
    return new Scene(
        scene.name(), scene.date(), scene.grid(), bands, scene.quality(), scene.sensor());
  }
}
