/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.simulate;

import java.util.Set;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * What a simulated series shall be. Equal settings give equal scenes.
 *
 * @param scenes number of acquisitions, spread over one year, 1…365
 * @param size width and height of the first scene in pixels, 16…16384; the others differ by up to 4
 * @param bands number of bands, 1…11; the order is that of {@link SimulatedScene#bandNames()}
 * @param seed chooses landscape and weather
 * @param differences what the dates differ in; copied
 */
public record SimulationSettings(
    int scenes, int size, int bands, long seed, Set<Difference> differences) {
  /** Of one sensor through a year: dates differ in all but gain. */
  public SimulationSettings(int scenes, int size, int bands, long seed) {
    this(scenes, size, bands, seed, Difference.USUAL);
  }

  public SimulationSettings {
    differences = Set.copyOf(differences);
    requireRange("scenes", scenes, 365, 1);
    requireRange("size", size, 16384, 16);
    requireRange("bands", bands, Surface.BAND_NAMES.size(), 1);
  }

  /** The same, but for what the dates differ in. */
  public SimulationSettings withDifferences(Set<Difference> other) {
    return new SimulationSettings(scenes, size, bands, seed, other);
  }

  private static void requireRange(String name, int value, int highest, int lowest) {
    if (value < lowest || value > highest) {
      throw new InputException(
          Problem.refused(name, value, "a whole number from " + lowest + " to " + highest), null);
    }
  }
}
