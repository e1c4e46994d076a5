/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Matrices;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Samples where distances are Euclidean: {@code W·h} of harmonised values h.
 *
 * @param samples in that space; they share labels with those that they were made of
 * @param inverse of W; null if W is the unit matrix
 */
record Whitened(HeldSamples samples, double[][] inverse) {
  static Whitened of(HeldSamples samples) {
    SpectralSpace space = samples.space();
    if (space.isEuclidean()) {
      return new Whitened(samples, null);
    }
    double[][] inverse =
        Matrices.inverse(space.metric())
            .orElseThrow(
                () ->
                    new InputException(
                        "The metric of the signatures to begin with has no inverse, so that classes"
                            + " can't be split; choose kmeans for ",
                        Problem.option("method"),
                        ", or begin without them."));
    return new Whitened(
        samples.in(
            SpectralSpace.euclidean(
                IntStream.range(0, space.scenes()).mapToObj(space::whitening).toList())),
        inverse);
  }

  /** Harmonised values of rows of this space; the rows themselves if they are. */
  double[][] harmonized(double[][] rows) {
    return inverse == null
        ? rows
        : Arrays.stream(rows).map(row -> Matrices.product(inverse, row)).toArray(double[][]::new);
  }
}
