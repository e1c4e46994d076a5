/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where pixels of different scenes can be compared. An affine map per scene takes the stored values
 * x of a pixel to harmonised values {@code h = G·x + o}, the units of signatures. A metric for all
 * scenes says how far two of them are apart: the distance of h and c is the Euclidean one of {@code
 * W·h} and {@code W·c}. Immutable and safe to share.
 */
public final class SpectralSpace implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<AffineMap> harmonization;
  private final double[][] metric;
  private final boolean euclidean;
  private final boolean plain;
  private final List<AffineMap> whitening;

  /**
   * @param harmonization by scene
   * @param metric W, bands × bands, finite; kept, and not written
   */
  public SpectralSpace(List<AffineMap> harmonization, double[][] metric) {
    this.harmonization = List.copyOf(harmonization);
    this.metric = metric;
    euclidean = Arrays.deepEquals(metric, Matrices.identity(metric.length));
    plain = euclidean && harmonization.stream().allMatch(AffineMap::isIdentity);
    whitening =
        euclidean
            ? this.harmonization
            : harmonization.stream().map(map -> map.then(metric)).toList();
  }

  /** Stored values as they are, and Euclidean distances. */
  public static SpectralSpace plain(int scenes, int bands) {
    return euclidean(Collections.nCopies(scenes, AffineMap.identity(bands)));
  }

  /** Harmonised values and Euclidean distances. */
  public static SpectralSpace euclidean(List<AffineMap> harmonization) {
    return new SpectralSpace(harmonization, Matrices.identity(harmonization.get(0).bands()));
  }

  /** The same harmonised values with another metric. */
  public SpectralSpace with(double[][] otherMetric) {
    return new SpectralSpace(harmonization, otherMetric);
  }

  /** The space of one scene alone. */
  public SpectralSpace scene(int scene) {
    return scenes(scene, scene + 1);
  }

  /**
   * The space of some scenes alone.
   *
   * @param from first of them
   * @param to the one after the last
   */
  public SpectralSpace scenes(int from, int to) {
    return new SpectralSpace(harmonization.subList(from, to), metric);
  }

  public int scenes() {
    return harmonization.size();
  }

  public int bands() {
    return metric.length;
  }

  /** Whether stored values are compared as they are. */
  public boolean isPlain() {
    return plain;
  }

  /** Whether distances are Euclidean ones of harmonised values. */
  public boolean isEuclidean() {
    return euclidean;
  }

  /** From stored values of a scene to harmonised ones. */
  public AffineMap harmonization(int scene) {
    return harmonization.get(scene);
  }

  /** W; not to be written. */
  public double[][] metric() {
    return metric;
  }

  /** From stored values of a scene to where distances are Euclidean: {@code W·(G·x + o)}. */
  public AffineMap whitening(int scene) {
    return whitening.get(scene);
  }

  /**
   * Harmonised values where distances are Euclidean: {@code W·h}.
   *
   * @param rows any number × bands; not written; a row may be null
   * @return as many, null where the row is; the rows themselves if distances are Euclidean already
   */
  public double[][] whitened(double[][] rows) {
    return euclidean
        ? rows
        : Arrays.stream(rows)
            .map(row -> row == null ? null : Matrices.product(metric, row))
            .toArray(double[][]::new);
  }
}
