/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.job.harmonize.CommonGround;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;

/** Collects the values of held scenes at the points of a lattice. */
final class GroundReader {
  /** Enough to tell how dates differ, few enough to compare all pairs of scenes. */
  private static final int MOST_POINTS = 20_000;

  /** Numbers that are kept at most, so that many scenes get fewer points. */
  private static final int MOST_VALUES = 1 << 23;

  private GroundReader() {}

  /**
   * Reads the values.
   *
   * @param source that the samples were read from
   */
  static CommonGround read(List<Scene> scenes, HeldSamples samples, SceneSamples source)
      throws IOException {
    int most = Math.max(1000, Math.min(MOST_POINTS, MOST_VALUES / scenes.size() / samples.bands()));
    GroundLattice lattice = GroundLattice.over(scenes, most);
    List<double[][]> values = new ArrayList<>();
    for (Scene scene : scenes) {
      values.add(new double[lattice.points()][]);
    }
    List<SceneSamples.SceneBlock> blocks = source.blocks();
    List<Integer> asked = new ArrayList<>();
    List<int[]> pointsOf = new ArrayList<>();
    List<int[]> cellsOf = new ArrayList<>();
    GroundLattice.Pixels pixels = null;
    for (int block = 0; block < blocks.size(); block++) {
      int scene = blocks.get(block).scene();
      if (block == 0 || blocks.get(block - 1).scene() != scene) {
        pixels = lattice.pixels(scenes.get(scene).grid());
      }
      Rectangle window = blocks.get(block).window();
      int[] points = pixels.within(window);
      if (points.length == 0) {
        continue;
      }
      int[] cells = new int[points.length];
      for (int i = 0; i < points.length; i++) {
        cells[i] =
            (pixels.row(points[i]) - window.y) * window.width + pixels.column(points[i]) - window.x;
      }
      asked.add(block);
      pointsOf.add(points);
      cellsOf.add(cells);
    }
    double[][][] rows =
        samples.at(
            asked.stream().mapToInt(Integer::intValue).toArray(), cellsOf.toArray(int[][]::new));
    for (int i = 0; i < rows.length; i++) {
      double[][] ofScene = values.get(blocks.get(asked.get(i)).scene());
      for (int p = 0; p < rows[i].length; p++) {
        ofScene[pointsOf.get(i)[p]] = rows[i][p];
      }
    }
    return new CommonGround(values);
  }
}
