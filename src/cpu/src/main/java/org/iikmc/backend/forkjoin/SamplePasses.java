/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.SpectralSpace;

/** What is found by looking at all samples once, wherever they are. */
public interface SamplePasses {
  /**
   * Sums of products of two bands, each less the centre of the frame.
   *
   * @param frames one for each scene
   * @return bands × bands, by run
   */
  Map<Integer, double[][]> products(List<Frame> frames) throws IOException;

  /**
   * Least and greatest harmonised value of each band over the scenes.
   *
   * @return 2 × bands; infinities without a sample
   */
  double[][] range(SpectralSpace space) throws IOException;
}
