/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.sedona.spark.SedonaContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of Apache Sedona's rasters, made and looked at by its own functions. */
class SedonaRasterTest {
  private static final int TILES = 3;
  private static final int CELLS = TestTiles.SIZE * TestTiles.SIZE;

  private static SparkSession spark;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    spark = SedonaContext.create(LocalSpark.start());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void tiles() throws IOException {
    for (int t = 0; t < TILES; t++) {
      TestTiles.write(
          folder.resolve("t" + t + ".tif"), t, List.of("B2", "B3"), 2, TestTiles.covers(t));
    }
  }

  private Dataset<Row> files() {
    return spark
        .read()
        .format("binaryFile")
        .option("pathGlobFilter", "*.tif")
        .load(folder.toString());
  }

  private Dataset<Row> rasters() {
    return files().selectExpr("path", "RS_FromGeoTiff(content) AS raster");
  }

  private static InterImageKMeans estimator() {
    return new InterImageKMeans().setInputCol("raster").setK(5).setTol(0);
  }

  @Test
  void classesAreThoseOfTheFiles() {
    InterImageKMeansModel ofRasters = estimator().fit(rasters());
    InterImageKMeansModel ofFiles = estimator().setInputCol("content").fit(files());
    assertThat(ofRasters.signatures()).isDeepEqualTo(ofFiles.signatures());
    assertThat(ofRasters.counts()).isEqualTo(ofFiles.counts());
    assertThat(ofRasters.inertia()).isEqualTo(ofFiles.inertia());
  }

  @Test
  void mapsAreRastersForSedona() throws Exception {
    Dataset<Row> rasters = rasters();
    InterImageKMeansModel model = estimator().fit(rasters);
    Dataset<Row> maps = model.transform(rasters).orderBy("path").cache();
    assertThat(maps.schema().apply("classes").dataType())
        .isEqualTo(rasters.schema().apply("raster").dataType());
    List<Row> rows =
        maps.selectExpr(
                "RS_Count(classes)",
                "RS_Width(classes)",
                "RS_BandPixelType(classes)",
                "RS_BandNoDataValue(classes)",
                "RS_SRID(classes)",
                "RS_GeoReference(classes) = RS_GeoReference(raster)",
                "RS_BandAsArray(classes, 1)",
                "RS_AsGeoTiff(classes)",
                "RS_SummaryStats(classes, 'max', 1)",
                "RS_Value(classes, RS_PixelAsPoint(classes, 9, 9))")
            .collectAsList();
    long[] counts = new long[6];
    for (Row row : rows) {
      assertThat(row.getLong(0)).isEqualTo(CELLS - 15);
      assertThat(row.getInt(1)).isEqualTo(TestTiles.SIZE);
      assertThat(row.getString(2)).isEqualTo("UNSIGNED_8BITS");
      assertThat(row.getDouble(3)).isZero();
      assertThat(row.getInt(4)).isEqualTo(32632);
      assertThat(row.getBoolean(5)).isTrue();
      List<Double> labels = row.getList(6);
      labels.forEach(label -> counts[label.intValue()]++);
      assertThat(labels.get(0)).isZero();
      assertThat(row.getDouble(8)).isLessThanOrEqualTo(5);
      assertThat(row.getDouble(9)).isEqualTo(labels.get(8 * TestTiles.SIZE + 8));
      assertThat(labels(row.getAs(7)))
          .isEqualTo(labels.stream().mapToInt(Double::intValue).toArray());
    }
    assertThat(Arrays.copyOfRange(counts, 1, 6)).isEqualTo(model.counts());
    GridCoverage2D map = maps.select("classes").first().getAs(0);
    assertThat(CRS.lookupEpsgCode(map.getCoordinateReferenceSystem(), true)).isEqualTo(32632);
  }

  private int[] labels(byte[] tiff) throws IOException {
    Path file = Files.write(folder.resolve("map"), tiff);
    try (RasterReaders readers = new RasterReaders()) {
      return new SceneFinder(readers)
          .find(file)
          .get(0)
          .open(List.of("1"))
          .bands()
          .get(0)
          .pixels()
          .read(new Rectangle(TestTiles.SIZE, TestTiles.SIZE))
          .getSamples(0, 0, TestTiles.SIZE, TestTiles.SIZE, 0, (int[]) null);
    }
  }

  /** A file that is cut up first: tiles whose pixels begin anywhere. */
  @Test
  void partsOfAFileAreTiles() {
    Dataset<Row> parts =
        rasters().selectExpr("RS_TileExplode(raster, 16, 16)").selectExpr("tile AS raster", "x");
    InterImageKMeansModel ofParts = estimator().setInitMode("midpoint").fit(parts);
    InterImageKMeansModel ofWhole = estimator().setInitMode("midpoint").fit(rasters());
    assertThat(ofParts.signatures()).isDeepEqualTo(ofWhole.signatures());
    assertThat(ofParts.counts()).isEqualTo(ofWhole.counts());
    long labelled =
        ofParts.transform(parts).selectExpr("RS_Count(classes)").collectAsList().stream()
            .mapToLong(row -> row.getLong(0))
            .sum();
    assertThat(labelled).isEqualTo(TILES * (CELLS - 15L));
  }

  @Test
  void valuesOfFractionsAreClustered() {
    Dataset<Row> index =
        rasters()
            .selectExpr(
                "path",
                "RS_MapAlgebra(raster, 'D', 'out = (rast[1] - rast[0]) / (rast[1] + rast[0]);')"
                    + " AS raster");
    InterImageKMeansModel model = estimator().setK(2).setInitMode("midpoint").fit(index);
    assertThat(model.signatures()).hasDimensions(2, 1);
    assertThat(model.signatures()[0][0]).isBetween(-0.2, 0.0);
    assertThat(model.signatures()[1][0]).isBetween(0.0, 0.3);
  }

  @Test
  void nullsStayNull() {
    Dataset<Row> some =
        rasters().selectExpr("path", "IF(path LIKE '%t1.tif', NULL, raster) AS raster");
    InterImageKMeansModel model = estimator().fit(some);
    assertThat(Arrays.stream(model.counts()).sum()).isEqualTo((TILES - 1) * (CELLS - 15L));
    assertThat(model.transform(some).where("classes IS NULL").select("path").collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getString(0)).endsWith("t1.tif"));
  }

  @Test
  void otherColumnsOfSedonaAreNoTiles() {
    Dataset<Row> places = rasters().selectExpr("RS_Envelope(raster) AS raster");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator().fit(places))
        .withMessageStartingWith("Column raster is of type geometry, but must be binary");
  }
}
