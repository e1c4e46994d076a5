/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.BitSet;

/**
 * How sure the label of a pixel is: how much nearer its signature is than the next one, and how far
 * its signature is. All of it is computed in float64 from values, signatures and spreads alone, so
 * that it is the same wherever the labels come from. Immutable and safe to share.
 */
public final class LabelConfidence {
  /** Stands for the greatest margin, and for a distance that is too great for a byte. */
  private static final int MOST = 255;

  /** Steps of the distance in a standard deviation. */
  private static final double STEPS = 10;

  private final double[][] signatures;
  private final ClassSpread spread;
  private final SpectralSpace space;
  private final double mostDistance;

  /**
   * @param signatures 1…{@value KMeansSettings#MAX_CLASSES} × bands, finite, harmonised; kept, and
   *     not written
   * @param spread of the same classes
   * @param space of the samples
   * @param mostDistance in standard deviations: samples that are farther are told; infinite for
   *     none
   */
  public LabelConfidence(
      double[][] signatures, ClassSpread spread, SpectralSpace space, double mostDistance) {
    this.signatures = signatures;
    this.spread = spread;
    this.space = space;
    this.mostDistance = mostDistance;
  }

  /**
   * What is known of the pixels of a block. The arrays belong to the receiver.
   *
   * @param margins of each cell: the simplified silhouette (b - a) / b in steps of 1/255, where a
   *     is the distance to the own signature and b that to the nearest other one, in the metric of
   *     the labels; 1 for less than 1.5 steps, 255 also where there is no other signature, 0 where
   *     there is no valid pixel
   * @param distances of each cell: distance to the own signature in tenths of a standard deviation;
   *     1 for less than 0.15 and 255 for more than 25.45 of them, 0 where there is no valid pixel
   * @param far cells of pixels whose distance, unrounded, is above the greatest allowed
   * @param near figures of the other pixels
   */
  public record Measured(byte[] margins, byte[] distances, BitSet far, ClassFigures near) {}

  /** Measures the pixels of a block of a scene. */
  public Measured measure(int scene, SampleBlock block) {
    byte[] margins = new byte[block.count()];
    byte[] distances = new byte[block.count()];
    byte[] beyond = new byte[block.count()];
    ClassFigures near = new ClassFigures(signatures.length, signatures[0].length);
    SignatureDistances measured = new SignatureDistances(signatures, space);
    for (int from = 0; from < margins.length; from += SignatureDistances.CAPACITY) {
      int n = Math.min(SignatureDistances.CAPACITY, margins.length - from);
      for (int b = 0; b < block.bands().length; b++) {
        measured.load(b, block.type(), block.bands()[b], from, n);
      }
      measured.measure(scene, n);
      for (int i = 0; i < n; i++) {
        double distance = spread.distance(measured, i);
        margins[from + i] = margin(measured.own(i), measured.other(i));
        distances[from + i] = stored(STEPS * distance);
        if (distance > mostDistance) {
          beyond[from + i] = 1;
        } else {
          near.addOne(measured, i);
        }
      }
    }
    return new Measured(
        cells(block.mask(), margins), cells(block.mask(), distances), far(block, beyond), near);
  }

  /** The margin that a byte of {@link Measured#margins} stands for, 0…1. */
  public static double margin(int stored) {
    return (double) stored / MOST;
  }

  /** The standard deviations that a byte of {@link Measured#distances} stands for. */
  public static double distance(int stored) {
    return stored / STEPS;
  }

  private static byte margin(double squaredA, double squaredB) {
    // Both are 0 where two signatures are one: nothing tells the classes apart.
    return stored(squaredB > 0 ? MOST * (1 - Math.sqrt(squaredA / squaredB)) : 0);
  }

  /** Rounded to 1…255, less by one, which {@link ValidityMask#spread} adds. */
  private static byte stored(double value) {
    return (byte) (Math.max(1, Math.min(MOST, Math.round(value))) - 1);
  }

  private static byte[] cells(ValidityMask mask, byte[] samples) {
    byte[] cells = new byte[mask.cells()];
    mask.spread(samples, cells);
    return cells;
  }

  private static BitSet far(SampleBlock block, byte[] beyond) {
    BitSet far = new BitSet();
    byte[] cells = cells(block.mask(), beyond);
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] > 1) {
        far.set(cell);
      }
    }
    return far;
  }
}
