/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import org.iikmc.kmeans.Progress;

/**
 * All samples of a run, cut into tiles, where the device can work on them with k classes. Not safe
 * for use by several threads.
 */
interface TileSet extends AutoCloseable {
  /**
   * Assigns and sums samples.
   *
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  Totals step(StepRequest request, Progress progress) throws IOException;

  /** Sees to it that the labels of these samples are with the stored samples. */
  void storeLabels(long from, long to) throws IOException;

  /** Frees memory of the device and of this machine. */
  @Override
  void close();
}
