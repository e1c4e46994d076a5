/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import org.iikmc.kmeans.Assignment;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.write.LabelReader;

/** The labels that an assignment holds of one scene of its source. */
final class SceneLabels implements LabelReader {
  private final Assignment assignment;
  private final int firstBlock;
  private final List<Rectangle> windows;

  /**
   * @param source that the assigned samples were read from
   * @param scene index in it
   */
  SceneLabels(Assignment assignment, SceneSamples source, int scene) {
    this.assignment = assignment;
    List<SceneSamples.SceneBlock> blocks = source.blocks();
    int first = 0;
    while (blocks.get(first).scene() != scene) {
      first++;
    }
    firstBlock = first;
    windows =
        blocks.stream()
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
    assignment.readLabels(firstBlock + block, cells);
  }
}
