/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;

/**
 * The classes that {@link InterImageKMeans} found, which are given to the pixels of any tiles with
 * these bands: a column of maps is added, each on the grid of its tile and of the type of the
 * column of tiles. A map holds bytes, 1…k, and 0 where a pixel is not valid; a null stays null.
 *
 * <p>What is saved holds {@code signatures.json}, which the command line classifies with too.
 *
 * <p>A stage is changed by one thread; transforming does not change it.
 */
public final class InterImageKMeansModel extends Model<InterImageKMeansModel>
    implements InterImageKMeansParams, MLWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final ParamSet params;

  /** The signatures as JSON, which can be sent. */
  private final String document;

  private final FitFigures figures;

  InterImageKMeansModel(String uid, SignatureSet signatures, FitFigures figures) {
    this(uid, JsonFormat.text(signatures), figures);
  }

  private InterImageKMeansModel(String uid, String document, FitFigures figures) {
    this.uid = uid;
    this.document = document;
    this.figures = figures;
    params = new ParamSet(this);
    params.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** k × bands: the mean of each class, in stored values; the caller's own. */
  public double[][] signatures() {
    return set().means();
  }

  /** Pixels of each class in the tiles of the fit; the caller's own. */
  public long[] counts() {
    return set().classes().stream().mapToLong(SignatureSet.ClassSignature::pixels).toArray();
  }

  /** See {@link InterImageKMeansSummary}. */
  public double inertia() {
    return figures.inertia();
  }

  /** How the fit went. */
  public InterImageKMeansSummary summary() {
    return new InterImageKMeansSummary(
        signatures(), counts(), inertia(), figures.iterations(), figures.stopReason());
  }

  /**
   * The signatures as a document {@code signatures.json}, with names and colours of the classes.
   */
  public String signaturesJson() {
    return document;
  }

  private SignatureSet set() {
    return JsonFormat.parse(document, "The model");
  }

  FitFigures figures() {
    return figures;
  }

  /**
   * Adds the column of classes. A tile that can't be read ends the job when its row is computed;
   * the message names its path.
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    TileColumn tiles = TileColumn.of(dataset.schema(), getInputCol());
    TileClassifier classifier = new TileClassifier(document, TileReading.of(this));
    return dataset.withColumn(
        getOutputCol(), functions.udf(classifier, tiles.type()).apply(tiles.tile(), tiles.path()));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return TileColumn.of(schema, getInputCol()).with(schema, getOutputCol());
  }

  @Override
  public InterImageKMeansModel copy(ParamMap extra) {
    return copyValues(new InterImageKMeansModel(uid, document, figures), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  /** Reads what was saved. */
  public static MLReader<InterImageKMeansModel> read() {
    return new ModelReader();
  }

  /** Reads what was saved under a path. */
  public static InterImageKMeansModel load(String path) {
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
  public InterImageKMeansModel setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /** Sets {@link #outputCol}. */
  public InterImageKMeansModel setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /** Sets {@link #nodata}. */
  public InterImageKMeansModel setNodata(double value) {
    set(nodata(), value);
    return this;
  }

  /** Sets {@link #bands}: as many as the signatures have. */
  public InterImageKMeansModel setBands(int... values) {
    set(bands(), values.clone());
    return this;
  }
}
