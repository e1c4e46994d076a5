/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * A column of tiles, and the column beside it that tells where each is from, if there is one.
 *
 * @param name of the column
 * @param type binary, or one whose values are coverages
 * @param hasPath whether there is a column {@value #PATH} of texts, as Spark's reader of binary
 *     files gives it
 */
record TileColumn(String name, DataType type, boolean hasPath) {
  private static final String PATH = "path";

  /**
   * Finds the column.
   *
   * @throws IllegalArgumentException if it is not there, or its values are no tiles
   */
  static TileColumn of(StructType schema, String name) {
    StructField field =
        Arrays.stream(schema.fields())
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no column "
                            + name
                            + ", which inputCol names; there are "
                            + String.join(", ", schema.fieldNames())
                            + "."));
    if (!isUnderstood(field.dataType())) {
      throw new IllegalArgumentException(
          "Column "
              + name
              + " is of type "
              + field.dataType().typeName()
              + ", but must be binary (GeoTIFFs, as spark.read.format(\"binaryFile\") gives them) or"
              + " raster (as Apache Sedona's RS_FromGeoTiff gives them).");
    }
    boolean hasPath =
        Arrays.stream(schema.fields())
            .anyMatch(
                each -> each.name().equals(PATH) && each.dataType().equals(DataTypes.StringType));
    return new TileColumn(name, field.dataType(), hasPath);
  }

  private static boolean isUnderstood(DataType type) {
    return type instanceof BinaryType
        || type instanceof UserDefinedType<?> own
            && GridCoverage2D.class.isAssignableFrom(own.userClass());
  }

  /**
   * The schema with the column of classes, which is of the type of this one.
   *
   * @throws IllegalArgumentException if there is a column of that name
   */
  StructType with(StructType schema, String output) {
    if (Arrays.asList(schema.fieldNames()).contains(output)) {
      throw new IllegalArgumentException(
          "There is a column " + output + " already; give outputCol another name.");
    }
    return schema.add(output, type, true);
  }

  /** The tiles. */
  Column tile() {
    return quoted(name);
  }

  /** Where they are from; null where that is not known. */
  Column path() {
    return hasPath ? quoted(PATH) : functions.lit(null).cast(DataTypes.StringType);
  }

  /** Rows of a tile and its path. */
  JavaRDD<Row> rows(Dataset<?> dataset) {
    return dataset.select(tile(), path()).toJavaRDD();
  }

  /** A name may hold a point. */
  private static Column quoted(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }
}
