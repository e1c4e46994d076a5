/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.iikmc.backend.spark.SparkBackend;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.CompositeBands;
import org.iikmc.raster.style.Palette;

/**
 * Finds classes that all tiles of a column have in common: inter-image k-means as a stage of Spark
 * ML. A tile is a GeoTIFF as binary content, or a raster whose value is a coverage; nulls are
 * passed over. Stored values are compared as they are.
 *
 * <p>Tiles may differ in size, place and type of values, and must have the same bands. Equal tiles
 * in equal order and partitions give equal signatures, on whatever cluster; in another order, those
 * of integers still do, but for k-means++, which draws pixels by their number.
 *
 * <p>A stage is changed by one thread; fitting does not change it.
 */
public final class InterImageKMeans extends Estimator<InterImageKMeansModel>
    implements InterImageKMeansParams, DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ParamSet params;

  /** With a name of its own. */
  public InterImageKMeans() {
    this(Identifiable.randomUID("interImageKMeans"));
  }

  /**
   * @param uid unique among the stages of a pipeline
   */
  public InterImageKMeans(String uid) {
    this.uid = uid;
    params = new ParamSet(this);
    params.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * Clusters the tiles.
   *
   * @throws IllegalArgumentException if there is no tile, one can't be read, they don't go
   *     together, or have fewer valid pixels than classes are wanted
   * @throws UncheckedIOException if the work fails otherwise
   */
  @Override
  public InterImageKMeansModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    try {
      return copyValues(fitted(dataset), ParamMap.empty()).setParent(this);
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private InterImageKMeansModel fitted(Dataset<?> dataset) throws IOException {
    KMeansSettings settings = ParamSet.settings(this);
    TileReading reading = TileReading.of(this);
    JavaRDD<Row> rows = TileColumn.of(dataset.schema(), getInputCol()).rows(dataset);
    TileFacts facts =
        TileFacts.of(rows, reading)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Column " + getInputCol() + " holds no tile, which fitting needs."));
    JavaRDD<SampleSource.Block> blocks =
        rows.mapPartitions(tiles -> TileSamples.blocks(tiles, reading, facts.type()));
    SparkBackend backend =
        new SparkBackend(JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext()));
    try (HeldSamples samples =
        backend.hold(blocks, facts.type(), facts.names().size(), Progress.NONE)) {
      org.iikmc.kmeans.InterImageKMeans.Run run =
          new org.iikmc.kmeans.InterImageKMeans(settings).run(samples, Progress.NONE);
      Clustering clustering = run.clustering();
      LabelStatistics statistics =
          run.assignment().statistics(clustering.signatures(), Progress.NONE);
      return new InterImageKMeansModel(
          uid,
          signatures(facts, clustering, statistics),
          new FitFigures(
              clustering.inertia(),
              clustering.iterations().size(),
              clustering.stopReason().name()));
    }
  }

  private static SignatureSet signatures(
      TileFacts facts, Clustering clustering, LabelStatistics statistics) {
    double[][] means = clustering.signatures();
    List<Color> colors =
        Palette.CATEGORICAL.colors(means, CompositeBands.redGreenBlue(facts.names()));
    List<SignatureSet.ClassSignature> classes = new ArrayList<>();
    for (int c = 0; c < means.length; c++) {
      classes.add(
          new SignatureSet.ClassSignature(
              "Class " + (c + 1),
              colors.get(c),
              clustering.counts()[c],
              means[c],
              statistics.spread()[c]));
    }
    return new SignatureSet(
        facts.names(),
        Optional.empty(),
        List.of(),
        facts.names().size() > 1 ? facts.numbers() : List.of(),
        Harmonization.none(facts.names().size()),
        classes);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return TileColumn.of(schema, getInputCol()).with(schema, getOutputCol());
  }

  @Override
  public InterImageKMeans copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what was saved. */
  public static MLReader<InterImageKMeans> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what was saved under a path. */
  public static InterImageKMeans load(String path) {
    return read().load(path);
  }

  @Override
  public Param<String> inputCol() {
    return params.inputCol;
  }

  @Override
  public Param<String> outputCol() {
    return params.outputCol;
  }

  @Override
  public IntParam k() {
    return params.k;
  }

  @Override
  public IntParam maxIter() {
    return params.maxIter;
  }

  @Override
  public DoubleParam tol() {
    return params.tol;
  }

  @Override
  public Param<String> initMode() {
    return params.initMode;
  }

  @Override
  public LongParam seed() {
    return params.seed;
  }

  @Override
  public DoubleParam nodata() {
    return params.nodata;
  }

  @Override
  public IntArrayParam bands() {
    return params.bands;
  }

  /** Sets {@link #inputCol}. */
  public InterImageKMeans setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /** Sets {@link #outputCol}. */
  public InterImageKMeans setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /** Sets {@link #k}. */
  public InterImageKMeans setK(int value) {
    set(k(), value);
    return this;
  }

  /** Sets {@link #maxIter}. */
  public InterImageKMeans setMaxIter(int value) {
    set(maxIter(), value);
    return this;
  }

  /** Sets {@link #tol}. */
  public InterImageKMeans setTol(double value) {
    set(tol(), value);
    return this;
  }

  /** Sets {@link #initMode}. */
  public InterImageKMeans setInitMode(String value) {
    set(initMode(), value);
    return this;
  }

  /** Sets {@link #seed}. */
  public InterImageKMeans setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /** Sets {@link #nodata}. */
  public InterImageKMeans setNodata(double value) {
    set(nodata(), value);
    return this;
  }

  /** Sets {@link #bands}. */
  public InterImageKMeans setBands(int... values) {
    set(bands(), values.clone());
    return this;
  }
}
