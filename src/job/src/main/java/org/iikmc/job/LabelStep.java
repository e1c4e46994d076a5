/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.raster.Scene;
import org.iikmc.raster.write.LabelReader;

/**
 * What is done with the labels of a scene between those that are nearest and those of its map. The
 * counts, areas and pictures of a report are those of the map; inertia and silhouette are measured
 * before. A run with a step makes its maps here, even if its labels are on other machines.
 */
@FunctionalInterface
interface LabelStep {
  /** Leaves labels as they are. */
  LabelStep NONE = (scene, labels, map, next) -> next.write(labels);

  /** What follows: the next step, or the map. */
  @FunctionalInterface
  interface Next {
    /** Takes labels of the same scene, in blocks of any shape. */
    void write(LabelReader labels) throws IOException;
  }

  /**
   * Passes labels on.
   *
   * @param labels each block can be read once, best in their order
   * @param map its file, which does not exist yet; scratch files go beside it, and are removed when
   *     all went well
   * @param next called once
   */
  void pass(Scene scene, LabelReader labels, Path map, Next next) throws IOException;

  /** This step, then another. */
  default LabelStep andThen(LabelStep other) {
    return this == NONE
        ? other
        : other == NONE
            ? this
            : (scene, labels, map, next) ->
                pass(scene, labels, map, changed -> other.pass(scene, changed, map, next));
  }
}
