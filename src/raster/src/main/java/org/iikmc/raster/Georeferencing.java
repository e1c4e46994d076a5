/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a GeoTIFF says where it lies, word for word, so that a map of it can say the same: a
 * reference system need not be known here to be named again. Immutable.
 *
 * @param keys GeoKeyDirectoryTag
 * @param doubles GeoDoubleParamsTag
 * @param texts GeoAsciiParamsTag, without its last NUL; empty if there is none
 * @param pixelScale ModelPixelScaleTag
 * @param tiePoints ModelTiepointTag
 * @param transformation ModelTransformationTag
 * @param auxiliary what its {@code .aux.xml} says of that: elements {@code SRS} and {@code
 *     GeoTransform}, as XML; empty if it says nothing
 */
public record Georeferencing(
    List<Integer> keys,
    List<Double> doubles,
    String texts,
    List<Double> pixelScale,
    List<Double> tiePoints,
    List<Double> transformation,
    String auxiliary)
    implements Serializable {
  private static final Pattern GEO_TRANSFORM =
      Pattern.compile("<GeoTransform[^>]*>([^<]*)</GeoTransform>");

  private static final int RASTER_TYPE_KEY = 1025;
  private static final int KEY_ENTRY = 4;
  private static final int PIXEL_IS_POINT = 2;

  public Georeferencing {
    keys = List.copyOf(keys);
    doubles = List.copyOf(doubles);
    pixelScale = List.copyOf(pixelScale);
    tiePoints = List.copyOf(tiePoints);
    transformation = List.copyOf(transformation);
  }

  /** Whether it names a reference system, known here or not. */
  public boolean namesCrs() {
    for (int i = KEY_ENTRY; i + KEY_ENTRY <= keys.size(); i += KEY_ENTRY) {
      if (keys.get(i) != RASTER_TYPE_KEY) {
        return true;
      }
    }
    return auxiliary.contains("<SRS");
  }

  /** Whether the other names a reference system in other words. */
  public boolean namesOtherCrs(Georeferencing other) {
    return namesCrs()
        && other.namesCrs()
        && !(keys.equals(other.keys)
            && doubles.equals(other.doubles)
            && texts.equals(other.texts)
            && systemBeside().equals(other.systemBeside()));
  }

  private String systemBeside() {
    return auxiliary.replaceFirst("(?s)<GeoTransform.*", "");
  }

  /**
   * The same of pixels of another size, on the same ground from the same first corner. Where there
   * are several tie points beside a pixel scale, the first is kept, as it is the one that counts.
   *
   * @param x columns of this that are one there
   * @param y rows likewise
   */
  Georeferencing scaled(double x, double y) {
    double shift = isOfPoints() ? 0.5 : 0; // from the corner to what coordinates are of
    List<Double> scale = new ArrayList<>(pixelScale);
    List<Double> ties = tiePoints;
    if (pixelScale.size() >= 2 && tiePoints.size() >= 6) {
      scale.set(0, pixelScale.get(0) * x);
      scale.set(1, pixelScale.get(1) * y);
      double left = tiePoints.get(3) - (tiePoints.get(0) + shift) * pixelScale.get(0);
      double top = tiePoints.get(4) + (tiePoints.get(1) + shift) * Math.abs(pixelScale.get(1));
      ties =
          List.of(
              0.0,
              0.0,
              tiePoints.get(2),
              left + shift * scale.get(0),
              top - shift * Math.abs(scale.get(1)),
              tiePoints.get(5));
    }
    List<Double> matrix = new ArrayList<>(transformation);
    if (transformation.size() == 16) {
      for (int row : new int[] {0, 4}) {
        double a = transformation.get(row);
        double b = transformation.get(row + 1);
        matrix.set(row, a * x);
        matrix.set(row + 1, b * y);
        matrix.set(row + 3, transformation.get(row + 3) + shift * (a * (x - 1) + b * (y - 1)));
      }
    }
    return new Georeferencing(keys, doubles, texts, scale, ties, matrix, scaledBeside(x, y));
  }

  /**
   * The six numbers of a GeoTransform: of the first corner, and of steps along columns and rows.
   */
  private String scaledBeside(double x, double y) {
    Matcher beside = GEO_TRANSFORM.matcher(auxiliary);
    if (!beside.find()) {
      return auxiliary;
    }
    String[] six = beside.group(1).split(",");
    double[] factors = {1, x, y, 1, x, y};
    StringJoiner scaled = new StringJoiner(", ");
    for (int i = 0; i < six.length; i++) {
      scaled.add(Double.toString(Double.parseDouble(six[i].strip()) * factors[i]));
    }
    return auxiliary.substring(0, beside.start(1)) + scaled + auxiliary.substring(beside.end(1));
  }

  /** Whether coordinates are those of the centres of pixels. */
  public boolean isOfPoints() {
    for (int i = KEY_ENTRY; i + KEY_ENTRY <= keys.size(); i += KEY_ENTRY) {
      if (keys.get(i) == RASTER_TYPE_KEY) {
        return keys.get(i + 3) == PIXEL_IS_POINT;
      }
    }
    return false;
  }
}
