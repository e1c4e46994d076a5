/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.clean;

import java.util.List;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Scene;
import org.iikmc.raster.clean.Connectedness;

/**
 * How maps are freed of speckle: first by a majority filter, then by a sieve. What the filter
 * leaves of a border is ragged in places, and the sieve takes that away; the other way round the
 * filter would make new specks.
 *
 * @param majority width of the filter's window in pixels, odd; 0 for none
 * @param sieve regions of fewer pixels are merged into their largest neighbours; 0 for none
 * @param connectedness of the regions
 * @param keepUnsieved whether the map as it was is written beside the clean one
 */
public record Cleaning(int majority, int sieve, Connectedness connectedness, boolean keepUnsieved) {
  /** Leaves maps as they are. */
  public static final Cleaning NONE = new Cleaning(0, 0, Connectedness.FOUR, false);

  /**
   * The cleaning that a user asks for.
   *
   * @throws InputException if the map before it is to be kept, but there is nothing to clean
   */
  public static Cleaning of(Given given) {
    Cleaning cleaning =
        new Cleaning(
            given.get(Options.MAJORITY),
            given.get(Options.SIEVE),
            given.get(Options.CONNECTEDNESS).equals("8") ? Connectedness.EIGHT : Connectedness.FOUR,
            given.find(Options.KEEP_UNSIEVED).orElse(false));
    if (cleaning.keepUnsieved && cleaning.isNone()) {
      throw new InputException(
          Problem.option(Options.KEEP_UNSIEVED.name()),
          " has no effect without ",
          Problem.option(Options.SIEVE.name()),
          " or ",
          Problem.option(Options.MAJORITY.name()),
          "; give one of them, or leave it out.");
    }
    return cleaning;
  }

  /** Whether there is nothing to do. */
  public boolean isNone() {
    return majority == 0 && sieve == 0;
  }

  /**
   * Sees that something can be left of each map.
   *
   * @throws InputException if the sieve or the window is larger than one
   */
  public void check(List<Scene> scenes) {
    for (Scene scene : scenes) {
      int width = scene.grid().width();
      int height = scene.grid().height();
      if (sieve >= (long) width * height) {
        throw tooLarge(Options.SIEVE, sieve + " pixels", scene, (long) width * height + " pixels");
      }
      if (majority > Math.max(width, height)) {
        throw tooLarge(
            Options.MAJORITY, majority + " pixels", scene, width + " × " + height + " pixels");
      }
    }
  }

  private static InputException tooLarge(
      Option<?> option, String wanted, Scene scene, String there) {
    return new InputException(
        Problem.option(option.name()),
        " is " + wanted + ", but the map of " + scene.name() + " has only " + there + "; lower ",
        Problem.option(option.name()),
        ".");
  }
}
