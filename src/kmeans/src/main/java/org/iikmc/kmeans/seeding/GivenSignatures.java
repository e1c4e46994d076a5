/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.seeding;

import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.problem.InputException;

/**
 * Signatures of an earlier run: a warm start, or a new scene that joins an old series.
 *
 * @param signatures k × bands, finite; copied
 * @param origin where they come from, for reports
 */
public record GivenSignatures(double[][] signatures, String origin) implements Seeding {
  public GivenSignatures {
    signatures = copy(signatures);
  }

  @Override
  public double[][] seed(HeldSamples samples, int k) {
    if (signatures.length != k) {
      throw new InputException(
          origin + " holds " + signatures.length + " signatures, but k is " + k + ".");
    }
    if (signatures[0].length != samples.bands()) {
      throw new InputException(
          origin
              + " holds signatures of "
              + signatures[0].length
              + " bands, but the scenes give "
              + samples.bands()
              + ".");
    }
    return copy(signatures);
  }

  @Override
  public String description() {
    return "signatures from " + origin;
  }

  private static double[][] copy(double[][] rows) {
    double[][] copies = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copies[i] = rows[i].clone();
    }
    return copies;
  }
}
