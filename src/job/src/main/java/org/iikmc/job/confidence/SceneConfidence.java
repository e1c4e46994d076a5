/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.confidence;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelConfidence;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.raster.Grid;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.ConfidenceTiff;
import org.iikmc.raster.write.LabelReader;

/**
 * How sure the labels of one scene are. Its pixels are read once more, on several threads; which
 * ones are too far is known afterwards, in a bit for each. The same whatever the number of threads.
 * For use by one thread.
 */
public final class SceneConfidence {
  private final List<SceneSamples.SceneBlock> blocks;
  private final LabelConfidence confidence;
  private final int threads;
  private final Progress progress;

  /** Cells that are too far, of the blocks that have some. */
  private final Map<Integer, BitSet> far = new HashMap<>();

  private final ClassFigures near;

  /** Figures of the blocks whose turn it is not yet: sums must not depend on the threads. */
  private final Map<Integer, ClassFigures> early = new HashMap<>();

  private int added;
  private long unclassified;

  /**
   * @param source that the labels are of
   * @param scene index in it
   * @param confidence in the space of the source
   * @param k number of classes
   * @param threads that measure, beside the caller's
   */
  public SceneConfidence(
      SceneSamples source,
      int scene,
      LabelConfidence confidence,
      int k,
      int threads,
      Progress progress) {
    blocks = source.blocks().stream().filter(block -> block.scene() == scene).toList();
    this.confidence = confidence;
    this.threads = threads;
    this.progress = progress;
    near = new ClassFigures(k, source.bands());
  }

  /** Measures the scene. */
  public void measure() throws IOException {
    try (Cells cells = new Cells()) {
      for (int block = 0; block < blocks.size(); block++) {
        cells.next(block);
      }
    }
  }

  /**
   * Measures the scene, and writes what is found.
   *
   * @param file that does not exist; its style is written beside it
   */
  public void write(Path file, Grid grid) throws IOException {
    try (Cells cells = new Cells()) {
      ConfidenceTiff.write(file, cells, grid, threads);
    }
  }

  /** The cells of the image, block by block, which are measured ahead. */
  private final class Cells implements LabelReader, AutoCloseable {
    private final BlocksAhead<LabelConfidence.Measured> ahead =
        new BlocksAhead<>(blocks.size(), threads, this::measured);

    private LabelConfidence.Measured measured(int block) throws IOException {
      progress.checkCanceled();
      SceneSamples.SceneBlock each = blocks.get(block);
      return confidence.measure(each.scene(), each.open());
    }

    LabelConfidence.Measured next(int block) throws IOException {
      progress.checkCanceled();
      LabelConfidence.Measured measured = ahead.get(block);
      take(block, measured);
      return measured;
    }

    @Override
    public List<Rectangle> windows() {
      return blocks.stream().map(SceneSamples.SceneBlock::window).toList();
    }

    @Override
    public void read(int block, byte[] cells) throws IOException {
      LabelConfidence.Measured measured = next(block);
      for (int i = 0; i < measured.margins().length; i++) {
        cells[2 * i] = measured.margins()[i];
        cells[2 * i + 1] = measured.distances()[i];
      }
    }

    @Override
    public void close() throws IOException {
      ahead.close();
    }
  }

  private void take(int block, LabelConfidence.Measured measured) {
    if (!measured.far().isEmpty()) {
      far.put(block, measured.far());
      unclassified += measured.far().cardinality();
    }
    early.put(block, measured.near());
    for (ClassFigures next = early.remove(added); next != null; next = early.remove(added)) {
      near.add(next);
      added++;
    }
  }

  /**
   * Labels without those of pixels that are too far; to be read when the scene is measured.
   *
   * @param labels of the blocks of the source
   */
  public LabelReader classified(LabelReader labels) {
    return new LabelReader() {
      @Override
      public List<Rectangle> windows() {
        return labels.windows();
      }

      @Override
      public void read(int block, byte[] cells) throws IOException {
        labels.read(block, cells);
        BitSet none = far.getOrDefault(block, new BitSet());
        for (int cell = none.nextSetBit(0); cell >= 0; cell = none.nextSetBit(cell + 1)) {
          cells[cell] = 0;
        }
      }
    };
  }

  /** Figures of the pixels that keep their class, as of the only scene. */
  public LabelStatistics statistics() {
    return ClassFigures.statistics(new ClassFigures[] {near}, near);
  }

  /** Valid pixels that are too far. */
  public long unclassified() {
    return unclassified;
  }
}
