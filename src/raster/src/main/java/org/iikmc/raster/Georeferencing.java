/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.geom.AffineTransform;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.referencing.operation.transform.AffineTransform2D;

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

  /**
   * The same reference system for pixels that lie elsewhere.
   *
   * @param toWorld from the corners of these pixels to coordinates
   */
  public Georeferencing at(AffineTransform2D toWorld) {
    AffineTransform place = new AffineTransform(toWorld);
    if (isOfPoints()) {
      place.translate(0.5, 0.5);
    }
    double x = place.getTranslateX();
    double y = place.getTranslateY();
    boolean northUp =
        place.getShearX() == 0
            && place.getShearY() == 0
            && place.getScaleX() > 0
            && place.getScaleY() < 0;
    return new Georeferencing(
        keys,
        doubles,
        texts,
        northUp ? List.of(place.getScaleX(), -place.getScaleY(), 0.0) : List.of(),
        northUp ? List.of(0.0, 0.0, 0.0, x, y, 0.0) : List.of(),
        northUp ? List.of() : matrix(place),
        auxiliary.isEmpty() ? "" : systemBeside() + geoTransform(toWorld));
  }

  private static List<Double> matrix(AffineTransform place) {
    return List.of(
        place.getScaleX(),
        place.getShearX(),
        0.0,
        place.getTranslateX(),
        place.getShearY(),
        place.getScaleY(),
        0.0,
        place.getTranslateY(),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        1.0);
  }

  /** In GDAL's order. */
  private static String geoTransform(AffineTransform2D place) {
    return Stream.of(
            place.getTranslateX(),
            place.getScaleX(),
            place.getShearX(),
            place.getTranslateY(),
            place.getShearY(),
            place.getScaleY())
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "<GeoTransform>", "</GeoTransform>\n"));
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
