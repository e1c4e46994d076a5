/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;
import org.iikmc.kmeans.problem.InputException;

/** A way to find the classes of held samples. Immutable and safe to share. */
public interface ClusteringMethod {
  /**
   * A finished run.
   *
   * @param clustering signatures and history
   * @param assignment holds the final labels until the samples are closed or assigned anew
   */
  record Run(Clustering clustering, Assignment assignment) {}

  /**
   * Clusters all samples. The final labels are those of the nearest of the signatures returned.
   *
   * @throws InputException if there are fewer samples than classes to begin with
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  Run run(HeldSamples samples, Progress progress) throws IOException;
}
