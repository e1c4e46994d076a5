/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.sequential;

import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.sequential.SequentialBackend.LabelledBlock;

/** Room for one sample, as it is stored, harmonised, and where distances are Euclidean. */
final class SpectralSample {
  private final SpectralSpace space;
  private final double[] stored;
  private final double[] harmonized;
  private final double[] whitened;

  SpectralSample(SpectralSpace space) {
    this.space = space;
    stored = new double[space.bands()];
    harmonized = space.isPlain() ? stored : new double[space.bands()];
    whitened = space.isEuclidean() ? harmonized : new double[space.bands()];
  }

  /** Reads sample i of a block of a scene of the space. */
  void read(LabelledBlock block, int scene, int i) {
    block.read(i, stored);
    if (harmonized != stored) {
      space.harmonization(scene).apply(stored, harmonized);
    }
    if (whitened != harmonized) {
      space.whitening(scene).apply(stored, whitened);
    }
  }

  /** By band; overwritten by the next that is read. */
  double[] harmonized() {
    return harmonized;
  }

  /** Likewise. */
  double[] whitened() {
    return whitened;
  }
}
