/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;

/** Something that can hold samples and assign them: CPU cores, a GPU, a cluster. */
public interface AssignmentBackend {
  /** What computes, for people: device, kernel and number of threads. */
  String description();

  /** How many threads of this machine a run may use, at least 1. */
  int threads();

  /**
   * Whether labels are on other machines: assignments and label streams of this backend are {@link
   * ScatteredLabels} then.
   */
  default boolean isScattered() {
    return false;
  }

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

  /**
   * Labels the samples of a source with fixed signatures, without holding them.
   *
   * @param source whose blocks are each read once, by any number of threads
   * @param signatures 1…{@value KMeansSettings#MAX_CLASSES} × bands, finite, harmonised; copied
   * @param space of the scenes of the source
   * @param progress asked whether to go on; nothing is reported
   * @return the labels; the caller closes them
   */
  LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress)
      throws IOException;
}
