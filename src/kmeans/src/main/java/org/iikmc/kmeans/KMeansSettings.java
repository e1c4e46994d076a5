/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Objects;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * What a run is asked to do. Immutable; one object may serve many runs at once.
 *
 * @param k number of classes, 1…{@value #MAX_CLASSES}
 * @param seeding how the initial signatures are found
 * @param maxIterations at least 1
 * @param changeThreshold stop when fewer than this share (0…1) of the pixels change their label; 0
 *     means only when none does
 * @param shiftTolerance stop when no signature moved as far as this, in units of the bands; 0
 *     switches the rule off
 */
public record KMeansSettings(
    int k, Seeding seeding, int maxIterations, double changeThreshold, double shiftTolerance) {

  /** A label must fit a byte beside 0, which means no data in a map. */
  public static final int MAX_CLASSES = 255;

  /** How many iterations there are at most if nobody says otherwise. */
  public static final int USUAL_MAX_ITERATIONS = 100;

  /** The paper's: 1 %. */
  public static final double USUAL_CHANGE_THRESHOLD = 0.01;

  /** The paper's settings: midpoint signatures, and when to stop. */
  public static KMeansSettings of(int k) {
    return new KMeansSettings(
        k, new MidpointSeeding(), USUAL_MAX_ITERATIONS, USUAL_CHANGE_THRESHOLD, 0);
  }

  /**
   * @throws InputException if a value is out of its range
   */
  public KMeansSettings {
    Objects.requireNonNull(seeding, "seeding");
    if (k < 1 || k > MAX_CLASSES) {
      throw refused("k", k, "a whole number from 1 to " + MAX_CLASSES);
    }
    if (maxIterations < 1) {
      throw refused("maxIterations", maxIterations, "a whole number from 1 on");
    }
    if (!(changeThreshold >= 0 && changeThreshold <= 1)) {
      throw refused("changeThreshold", changeThreshold, "a share from 0 to 1 (0.01 is 1 %)");
    }
    if (!(shiftTolerance >= 0) || Double.isInfinite(shiftTolerance)) {
      throw refused(
          "shiftTolerance", shiftTolerance, "0 (off) or a distance in units of the bands");
    }
  }

  private static InputException refused(String name, Object found, String expected) {
    return new InputException(Problem.refused(name, found, expected), null);
  }

  /**
   * @throws InputException if there are fewer pixels than classes
   */
  public void checkPixels(long pixels) {
    if (k > pixels) {
      throw new InputException(
          Problem.option("k"),
          " is " + k + ", but there are only " + pixels + " valid pixels; lower ",
          Problem.option("k"),
          ".");
    }
  }

  /**
   * Whether to stop after an iteration.
   *
   * @param pixels that take part
   * @return the reason; empty to go on
   */
  public Optional<StopReason> stop(Iteration iteration, long pixels) {
    // Labels that stand still are a fixed point whatever the threshold, 0 included.
    if (iteration.changed() == 0 || (double) iteration.changed() / pixels < changeThreshold) {
      return Optional.of(StopReason.CHANGE_THRESHOLD);
    }
    if (iteration.largestShift() < shiftTolerance) {
      return Optional.of(StopReason.SHIFT_TOLERANCE);
    }
    return iteration.number() == maxIterations
        ? Optional.of(StopReason.MAX_ITERATIONS)
        : Optional.empty();
  }

  /** The same with another number of classes. */
  public KMeansSettings withK(int other) {
    return new KMeansSettings(other, seeding, maxIterations, changeThreshold, shiftTolerance);
  }

  public KMeansSettings withSeeding(Seeding other) {
    return new KMeansSettings(k, other, maxIterations, changeThreshold, shiftTolerance);
  }

  public KMeansSettings withMaxIterations(int other) {
    return new KMeansSettings(k, seeding, other, changeThreshold, shiftTolerance);
  }

  public KMeansSettings withChangeThreshold(double other) {
    return new KMeansSettings(k, seeding, maxIterations, other, shiftTolerance);
  }

  public KMeansSettings withShiftTolerance(double other) {
    return new KMeansSettings(k, seeding, maxIterations, changeThreshold, other);
  }
}
