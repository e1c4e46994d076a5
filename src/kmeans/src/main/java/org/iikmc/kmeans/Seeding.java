/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;

/** A way to find initial signatures. Immutable and safe to share. */
public interface Seeding {
  /**
   * The initial signatures.
   *
   * @param samples at least k of them
   * @return k × bands, finite; the caller owns it
   * @throws org.iikmc.kmeans.problem.InputException if this strategy can't serve these samples and
   *     k
   */
  double[][] seed(HeldSamples samples, int k) throws IOException;

  /** Its name and parameters, for reports. */
  String description();
}
