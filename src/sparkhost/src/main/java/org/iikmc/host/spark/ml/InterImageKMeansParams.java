/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.util.OptionalDouble;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The parameters of the estimator, which its model has too. Those without a default are left out
 * unless they are set. Spark finds them by the methods that give them.
 */
public interface InterImageKMeansParams extends Params {
  /** The column of tiles: GeoTIFFs as binary content, or rasters. Default: {@code content}. */
  Param<String> inputCol();

  /** The column of classes that is added. Default: {@code classes}. */
  Param<String> outputCol();

  /** Number of classes, 1…255. Default: 8. */
  IntParam k();

  /** How many iterations there are at most, from 1. Default: 100. */
  IntParam maxIter();

  /**
   * Share of the pixels, 0…1: stop when fewer change their class; 0 means when none does. Default:
   * 0.01.
   */
  DoubleParam tol();

  /**
   * How the first signatures are found: {@code k-means++}, {@code midpoint} or {@code percentile}.
   * Default: {@code k-means++}.
   */
  Param<String> initMode();

  /** Decides what k-means++ draws. Default: 1. */
  LongParam seed();

  /**
   * One more value that means absent in every band, beside those that tiles declare. No default.
   */
  DoubleParam nodata();

  /** Numbers of the bands, from 1 and in this order. No default: all bands. */
  IntArrayParam bands();

  /** Value of {@link #inputCol}. */
  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** Value of {@link #outputCol}. */
  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** Value of {@link #k}. */
  default int getK() {
    return (int) getOrDefault(k());
  }

  /** Value of {@link #maxIter}. */
  default int getMaxIter() {
    return (int) getOrDefault(maxIter());
  }

  /** Value of {@link #tol}. */
  default double getTol() {
    return (double) getOrDefault(tol());
  }

  /** Value of {@link #initMode}. */
  default String getInitMode() {
    return getOrDefault(initMode());
  }

  /** Value of {@link #seed}. */
  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  /** Value of {@link #nodata}; empty if it is not set. */
  default OptionalDouble getNodata() {
    return isDefined(nodata())
        ? OptionalDouble.of((double) getOrDefault(nodata()))
        : OptionalDouble.empty();
  }

  /** Value of {@link #bands}, a copy; empty if it is not set. */
  default int[] getBands() {
    return isDefined(bands()) ? getOrDefault(bands()).clone() : new int[0];
  }
}
