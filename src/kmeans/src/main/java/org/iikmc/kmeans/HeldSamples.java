/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.Closeable;
import java.io.IOException;

/**
 * The samples of a series where a backend can work on them. Not safe for use by several threads:
 * one run at a time (which itself uses all threads of its backend).
 *
 * <p>Samples are numbered by ordinals: the valid pixels of block 0 in their order, then those of
 * block 1, and so on.
 */
public interface HeldSamples extends Closeable {
  /** Number of bands. */
  int bands();

  /** Number of valid pixels and range of the bands. */
  SampleSummary summary();

  /**
   * The bands of chosen samples.
   *
   * @param ordinals ascending, each from 0 to {@code summary().count() - 1}
   * @return one row of bands for each ordinal
   */
  double[][] gather(long[] ordinals) throws IOException;

  /**
   * Starts labelling the samples anew: no sample has a label yet. Labels belong to the samples, so
   * earlier assignments of these samples, or of a {@linkplain #scene view} on them, end here.
   *
   * @param k number of classes, 1…{@value KMeansSettings#MAX_CLASSES}
   */
  Assignment assign(int k);

  /**
   * A view on the samples of one scene, with its own ordinals and summary. It shares samples and
   * labels with this object; closing it does nothing.
   */
  HeldSamples scene(int scene);

  /** Frees memory and files. */
  @Override
  void close() throws IOException;
}
