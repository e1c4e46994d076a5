/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.PercentileSeeding;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/** The parameters that a stage owns, described once for the estimator and its model. */
final class ParamSet implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String MIDPOINT = "midpoint";
  private static final String PERCENTILE = "percentile";
  private static final String PLUS_PLUS = "k-means++";

  final Param<String> inputCol;
  final Param<String> outputCol;
  final IntParam k;
  final IntParam maxIter;
  final DoubleParam tol;
  final Param<String> initMode;
  final LongParam seed;
  final DoubleParam nodata;
  final IntArrayParam bands;

  /**
   * @param owner whose uid is known
   */
  ParamSet(Params owner) {
    inputCol = new Param<>(owner, "inputCol", "column of tiles: binary GeoTIFFs, or rasters");
    outputCol = new Param<>(owner, "outputCol", "column of classes: 1 to k, 0 for no data");
    k =
        new IntParam(
            owner,
            "k",
            "number of classes, 1 to " + KMeansSettings.MAX_CLASSES,
            ParamValidators.inRange(1, KMeansSettings.MAX_CLASSES));
    maxIter =
        new IntParam(
            owner, "maxIter", "maximum number of iterations, from 1", ParamValidators.gtEq(1));
    tol =
        new DoubleParam(
            owner,
            "tol",
            "stop when fewer than this share of the pixels, 0 to 1, change their class",
            ParamValidators.inRange(0, 1));
    initMode =
        new Param<>(
            owner,
            "initMode",
            "initial signatures: k-means++, midpoint or percentile",
            ParamValidators.inArray(List.of(PLUS_PLUS, MIDPOINT, PERCENTILE)));
    seed = new LongParam(owner, "seed", "seed of what k-means++ draws");
    nodata = new DoubleParam(owner, "nodata", "one more value that means absent, in every band");
    bands =
        new IntArrayParam(
            owner, "bands", "numbers of the bands, from 1, each once", valid(ParamSet::areBands));
  }

  /** The defaults are those of the command line. */
  void setDefaults(Params owner) {
    owner.setDefault(inputCol, "content");
    owner.setDefault(outputCol, "classes");
    owner.setDefault(k, 8);
    owner.setDefault(maxIter, KMeansSettings.USUAL_MAX_ITERATIONS);
    owner.setDefault(tol, KMeansSettings.USUAL_CHANGE_THRESHOLD);
    owner.setDefault(initMode, PLUS_PLUS);
    owner.setDefault(seed, 1L);
  }

  private static boolean areBands(int[] numbers) {
    return numbers.length > 0
        && Arrays.stream(numbers).allMatch(number -> number >= 1)
        && Arrays.stream(numbers).distinct().count() == numbers.length;
  }

  /** A test that can be sent with the parameter. */
  private interface Test<T> extends Serializable {
    boolean test(T value);
  }

  private static <T> Function1<T, Object> valid(Test<T> test) {
    return new Valid<>(test);
  }

  private static final class Valid<T> extends AbstractFunction1<T, Object> implements Serializable {
    private static final long serialVersionUID = 1;

    private final Test<T> test;

    private Valid(Test<T> test) {
      this.test = test;
    }

    @Override
    public Object apply(T value) {
      return test.test(value);
    }
  }

  /** What the parameters of a stage ask of a run. */
  static KMeansSettings settings(InterImageKMeansParams stage) {
    Seeding seeding =
        switch (stage.getInitMode().toLowerCase(Locale.ROOT)) {
          case MIDPOINT -> new MidpointSeeding();
          case PERCENTILE -> new PercentileSeeding();
          default -> new KMeansPlusPlusSeeding(stage.getSeed());
        };
    return new KMeansSettings(stage.getK(), seeding, stage.getMaxIter(), stage.getTol(), 0);
  }
}
