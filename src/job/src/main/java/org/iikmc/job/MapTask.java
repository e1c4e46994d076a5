/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iikmc.kmeans.ScatteredLabels;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelReader;

/**
 * Makes the map of one scene, and on the way takes from its labels what the report needs. It can be
 * sent to where the labels are, and makes the same bytes there.
 */
final class MapTask implements ScatteredLabels.Work<MapTask.Made> {
  private static final long serialVersionUID = 1;

  private final Grid grid;
  private final ClassStyle style;
  private final List<Rectangle> windows;
  private final int step;
  private final int columns;
  private final int rows;
  private final GroundLattice.Pixels ground;

  /**
   * @param windows of the blocks of the scene
   * @param quicklook whose pixels the small picture has
   * @param ground the points at which labels are compared
   */
  MapTask(
      Grid grid,
      ClassStyle style,
      List<Rectangle> windows,
      Quicklook quicklook,
      GroundLattice.Pixels ground) {
    this.grid = grid;
    this.style = style;
    this.windows = windows;
    step = quicklook.step();
    columns = quicklook.width();
    rows = quicklook.height();
    this.ground = ground;
  }

  /**
   * What the report needs of a map. The arrays belong to the receiver.
   *
   * @param areas of the classes in km²; null without a reference system
   * @param small labels of the picture, row by row
   * @param ground labels of the points
   */
  record Seen(double[] areas, byte[] small, byte[] ground) implements Serializable {}

  /**
   * A map that was made elsewhere.
   *
   * @param file its bytes; none if no pixel is valid, since there is no map then
   */
  record Made(byte[] file, Seen seen) implements Serializable {
    /** Whether no pixel of the scene is valid. */
    boolean isEmpty() {
      return file.length == 0;
    }
  }

  /**
   * Writes the map.
   *
   * @param file that does not exist
   * @param watch sees the labels first
   * @param threads that work at it, beside the caller's
   */
  Seen write(Path file, ScatteredLabels.Blocks labels, LabelConsumer watch, int threads)
      throws IOException {
    ClassAreas areas = new ClassAreas(grid, style.names().size());
    LabelQuicklook small = new LabelQuicklook(step, columns, rows);
    GroundLattice.Labels points = new GroundLattice.Labels(ground);
    LabelReader reader =
        new LabelReader() {
          @Override
          public List<Rectangle> windows() {
            return windows;
          }

          @Override
          public void read(int block, byte[] cells) throws IOException {
            labels.read(block, cells);
          }
        };
    LabelConsumer all = watch.andThen(areas).andThen(small).andThen(points);
    ClassifiedTiff.writeMap(file, reader, grid, style, all, threads);
    return new Seen(areas.areas().orElse(null), small.labels(), points.labels());
  }

  private static boolean hasLabel(byte[] labels, int n) {
    for (int i = 0; i < n; i++) {
      if (labels[i] != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Made run(ScatteredLabels.Blocks labels) throws IOException {
    Path folder = Files.createTempDirectory("iikmc");
    Path file = folder.resolve("map.tif");
    try {
      boolean[] any = new boolean[1];
      LabelConsumer watch =
          (top, count, width, labelled) -> any[0] |= hasLabel(labelled, count * width);
      Seen seen = write(file, labels, watch, 1);
      return new Made(any[0] ? Files.readAllBytes(file) : new byte[0], seen);
    } finally {
      Files.deleteIfExists(file.resolveSibling("map.tif.tiles")); // of a map that failed
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
