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

  /**
   * Where the samples are compared; as they are stored at first. All that this object gives and
   * takes is in the harmonised values of this space, and distances are by its metric.
   */
  SpectralSpace space();

  /**
   * The same samples in another space. It shares samples and labels with this object; closing it
   * does nothing.
   *
   * @param space of as many scenes and bands
   */
  HeldSamples in(SpectralSpace space);

  /** Number of valid pixels and range of the harmonised bands. */
  SampleSummary summary();

  /**
   * The harmonised bands of chosen samples.
   *
   * @param ordinals ascending, each from 0 to {@code summary().count() - 1}
   * @return one row of bands for each ordinal
   */
  double[][] gather(long[] ordinals) throws IOException;

  /**
   * The harmonised bands of the samples at chosen cells of some blocks.
   *
   * @param blocks indices in {@link SampleSource#blocks()}, ascending
   * @param cells of each of them, in any order
   * @return for each block one row of bands for each cell; null where there is no valid pixel
   */
  double[][][] at(int[] blocks, int[][] cells) throws IOException;

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
