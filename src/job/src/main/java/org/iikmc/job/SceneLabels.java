/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.LabelReader;

/** The labels of one scene of a source. */
final class SceneLabels implements LabelReader {
  private final Blocks labels;
  private final int firstBlock;
  private final List<Rectangle> windows;

  /** Labels of the blocks of a source: of an assignment, or of a stream. */
  interface Blocks {
    void readLabels(int block, byte[] cells) throws IOException;
  }

  /**
   * @param source that the labelled samples are read from
   * @param scene index in it
   */
  SceneLabels(Blocks labels, SceneSamples source, int scene) {
    this.labels = labels;
    List<SceneSamples.SceneBlock> blocks = source.blocks();
    int first = 0;
    while (blocks.get(first).scene() != scene) {
      first++;
    }
    firstBlock = first;
    windows = windows(source, scene);
  }

  /** The windows of the blocks of a scene. */
  static List<Rectangle> windows(SceneSamples source, int scene) {
    return source.blocks().stream()
        .filter(block -> block.scene() == scene)
        .map(SceneSamples.SceneBlock::window)
        .toList();
  }

  @Override
  public List<Rectangle> windows() {
    return windows;
  }

  @Override
  public void read(int block, byte[] cells) throws IOException {
    labels.readLabels(firstBlock + block, cells);
  }
}
