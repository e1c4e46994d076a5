/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Makes the scenes of a series one by one, each on all processors. Immutable and safe to share; a
 * scene depends on the settings and its index alone, bit by bit, whatever the number of threads.
 */
public final class SeriesSimulator {
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 15);
  private static final double WEST = 500_010;
  private static final double NORTH = 3_550_020;
  private static final double PIXEL_SIZE = 30;

  private final SimulationSettings settings;
  private final ValueNoise noise;

  public SeriesSimulator(SimulationSettings settings) {
    this.settings = settings;
    noise = new ValueNoise(settings.seed());
  }

  /**
   * Makes one scene.
   *
   * @param index 0…scenes - 1, in order of dates
   * @throws IndexOutOfBoundsException if there is no such scene
   */
  public SimulatedScene scene(int index) {
    Objects.checkIndex(index, settings.scenes());
    // Strides without a common divisor: all offsets occur, and neighbours differ.
    int shiftX = (7 * index + 5) % 11 - 5;
    int shiftY = (4 * index + 6) % 13 - 6;
    int width = settings.size() + (5 * index + 4) % 9 - 4;
    int height = settings.size() + (2 * index + 3) % 7 - 3;
    LocalDate date = FIRST_DAY.plusDays(365L * index / settings.scenes());
    SimulatedScene scene =
        new SimulatedScene(
            "sim_" + DateTimeFormatter.BASIC_ISO_DATE.format(date),
            date,
            width,
            height,
            WEST + shiftX * PIXEL_SIZE,
            NORTH - shiftY * PIXEL_SIZE,
            PIXEL_SIZE,
            Surface.BAND_NAMES.subList(0, settings.bands()),
            new short[settings.bands()][width * height],
            new short[width * height],
            new byte[width * height],
            Cover.titles());
    expose(scene, shiftX, shiftY, noise.derive(1 + index));
    return scene;
  }

  private Landscape landscape() {
    return new Landscape(settings.size(), noise.derive(0));
  }

  private void expose(SimulatedScene scene, int shiftX, int shiftY, ValueNoise own) {
    Season season = Season.of(scene.date(), settings.differences());
    SeasonalGround ground =
        new SeasonalGround(season, settings.differences().contains(Difference.SLOPES));
    CloudLayer clouds =
        new CloudLayer(own, Landscape.unit(settings.size()), settings.size(), season);
    Sensor sensor = new Sensor(own.derive(0), settings.bands(), season, settings.differences());
    Footprint footprint =
        Footprint.of(scene.width(), scene.height(), 0.075 + 0.02 * own.cell(0, 3));
    Exposure exposure =
        new Exposure(scene, this::landscape, shiftX, shiftY, ground, clouds, sensor, footprint);
    IntStream.range(0, scene.height()).parallel().forEach(exposure::row);
  }
}
