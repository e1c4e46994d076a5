/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.kmeans.AffineMap;

/**
 * Values of scenes at the same points on the ground. The rows are shared, and nobody writes them.
 *
 * @param scenes for each scene a row of bands at each point; null where it has no valid pixel
 */
public record CommonGround(List<double[][]> scenes) {
  public CommonGround {
    scenes = List.copyOf(scenes);
  }

  /** Number of points. */
  public int points() {
    return scenes.get(0).length;
  }

  /** Points at which both scenes have a valid pixel, ascending. */
  int[] common(int first, int second) {
    double[][] a = scenes.get(first);
    double[][] b = scenes.get(second);
    return IntStream.range(0, points()).filter(p -> a[p] != null && b[p] != null).toArray();
  }

  /** Rows of a scene at chosen points, at each of which it has one. */
  double[][] rows(int scene, int[] points) {
    return Arrays.stream(points).mapToObj(p -> scenes.get(scene)[p]).toArray(double[][]::new);
  }

  /** The same points as maps take them, one map for each scene. */
  CommonGround mapped(List<AffineMap> maps) {
    List<double[][]> mapped = new ArrayList<>();
    for (int s = 0; s < scenes.size(); s++) {
      AffineMap map = maps.get(s);
      mapped.add(
          Arrays.stream(scenes.get(s))
              .map(row -> row == null ? null : map.of(row))
              .toArray(double[][]::new));
    }
    return new CommonGround(mapped);
  }

  /** Every second point, from the given one on. */
  CommonGround half(int first) {
    return new CommonGround(
        scenes.stream()
            .map(
                rows ->
                    IntStream.range(0, rows.length)
                        .filter(p -> p % 2 == first)
                        .mapToObj(p -> rows[p])
                        .toArray(double[][]::new))
            .toList());
  }
}
