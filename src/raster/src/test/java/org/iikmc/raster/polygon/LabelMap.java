/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.raster.Grid;

/**
 * A small map for tests.
 *
 * @param labels by row and column
 */
record LabelMap(int[][] labels) {
  /** A drawing: each line a row, each character a pixel; 0-9 are labels, a-z go on from 10. */
  static LabelMap of(String... rows) {
    int[][] labels = new int[rows.length][];
    for (int y = 0; y < rows.length; y++) {
      labels[y] = rows[y].chars().map(c -> c == '.' ? 0 : Character.digit(c, 36)).toArray();
    }
    return new LabelMap(labels);
  }

  int width() {
    return labels[0].length;
  }

  int height() {
    return labels.length;
  }

  /** In corners of pixels, without a reference system. */
  Grid grid() {
    return new Grid(width(), height(), new AffineTransform2D(1, 0, 0, 1, 0, 0), Optional.empty());
  }

  List<RegionPolygon> polygons() {
    return polygons(grid());
  }

  List<RegionPolygon> polygons(Grid grid) {
    List<RegionPolygon> polygons = new ArrayList<>();
    RegionTracer tracer = new RegionTracer(grid, polygons::add);
    try {
      for (int[] row : labels) {
        byte[] bytes = new byte[row.length + 1];
        for (int x = 0; x < row.length; x++) {
          bytes[x + 1] = (byte) row[x];
        }
        tracer.accept(bytes, 1);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return polygons;
  }
}
