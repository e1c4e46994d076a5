/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.kmeans.ScatteredLabels;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelReader;
import org.iikmc.raster.write.PackedStrip;
import org.iikmc.raster.write.TiffWriter;

/**
 * Makes the map of one scene, and on the way takes from its labels what the report needs. It does
 * so at once into a file, or strip by strip where the labels are; the bytes are the same.
 */
final class MapTask implements ScatteredLabels.Work<MapTask.Strip> {
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
   * What the report needs of a map, or of some rows of it. The arrays belong to the receiver.
   *
   * @param counts pixels of the classes
   * @param areas of the classes in km²; null without a reference system
   * @param small labels of the picture, row by row
   * @param ground labels of the points
   */
  record Seen(long[] counts, double[] areas, byte[] small, byte[] ground) implements Serializable {
    /** Adds what was seen in the rows that follow. */
    void add(Seen next) {
      for (int c = 0; c < counts.length; c++) {
        counts[c] += next.counts[c];
      }
      for (int c = 0; areas != null && c < areas.length; c++) {
        areas[c] += next.areas[c];
      }
      fill(small, next.small);
      fill(ground, next.ground);
    }

    private static void fill(byte[] labels, byte[] others) {
      for (int i = 0; i < labels.length; i++) {
        labels[i] |= others[i]; // one of them is 0
      }
    }
  }

  /**
   * Rows of a map that were made elsewhere.
   *
   * @param valid whether any of their pixels is
   */
  record Strip(PackedStrip rows, Seen seen, boolean valid) implements Serializable {}

  /** Takes what the report needs. */
  private final class Watching implements LabelConsumer {
    private final ClassAreas areas = new ClassAreas(grid, style.names().size());
    private final LabelQuicklook small = new LabelQuicklook(step, columns, rows);
    private final GroundLattice.Labels points = new GroundLattice.Labels(ground);
    private final LabelConsumer all = areas.andThen(small).andThen(points);

    /** Pixels by label, those without one first. */
    private final long[] counts = new long[style.names().size() + 1];

    @Override
    public void accept(int top, int count, int width, byte[] labels) {
      all.accept(top, count, width, labels);
      for (int i = 0; i < count * width; i++) {
        counts[labels[i] & 0xFF]++;
      }
    }

    boolean isValid() {
      return Arrays.stream(counts, 1, counts.length).anyMatch(count -> count > 0);
    }

    Seen seen() {
      return new Seen(
          Arrays.copyOfRange(counts, 1, counts.length),
          areas.areas().orElse(null),
          small.labels(),
          points.labels());
    }
  }

  /**
   * Writes the map.
   *
   * @param file that does not exist
   * @param watch sees the labels first
   * @param threads that work at it, beside the caller's
   */
  Seen write(Path file, LabelReader labels, LabelConsumer watch, int threads) throws IOException {
    Watching watching = new Watching();
    ClassifiedTiff.writeMap(file, labels, grid, style, watch.andThen(watching), threads);
    return watching.seen();
  }

  /**
   * Writes the map of strips that were made elsewhere.
   *
   * @param file that does not exist
   * @param strips all of them, in their order
   */
  Seen write(Path file, List<Strip> strips) throws IOException {
    writer().write(file, strips.stream().map(Strip::rows).toList());
    Seen seen = new Watching().seen();
    strips.forEach(strip -> seen.add(strip.seen()));
    return seen;
  }

  private TiffWriter writer() {
    return ClassifiedTiff.writer(grid, style, 1);
  }

  private LabelReader reader(ScatteredLabels.Blocks labels) {
    return new LabelReader() {
      @Override
      public List<Rectangle> windows() {
        return windows;
      }

      @Override
      public void read(int block, byte[] cells) throws IOException {
        labels.read(block, cells);
      }
    };
  }

  @Override
  public List<int[]> pieces() {
    TiffWriter writer = writer();
    return IntStream.range(0, writer.strips())
        .mapToObj(writer::window)
        .map(
            strip ->
                IntStream.range(0, windows.size())
                    .filter(block -> windows.get(block).intersects(strip))
                    .toArray())
        .toList();
  }

  @Override
  public Strip run(int piece, ScatteredLabels.Blocks labels) throws IOException {
    Watching watching = new Watching();
    PackedStrip rows = writer().pack(piece, ClassifiedTiff.rows(reader(labels), grid, watching));
    return new Strip(rows, watching.seen(), watching.isValid());
  }
}
