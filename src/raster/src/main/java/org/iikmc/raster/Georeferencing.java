/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.List;

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
