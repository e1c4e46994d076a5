/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;

/** Something that can hold samples and assign them: CPU cores, a GPU, a cluster. */
public interface AssignmentBackend {
  /** What computes, for people: device, kernel and number of threads. */
  String description();

  /**
   * Reads all blocks of a source and keeps their samples for the passes to come.
   *
   * @param source read once, in any order, by any number of threads
   * @return the samples; the caller closes them
   * @throws IOException if a block can't be read or the samples can't be stored; nothing is left
   *     behind
   * @throws java.util.concurrent.CancellationException if the progress says so; likewise
   */
  HeldSamples hold(SampleSource source, Progress progress) throws IOException;
}
