/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks have done, for Spark's pages, which show it by stage and task. Tasks that are done
 * again count again.
 *
 * @param cells of the grids of scenes, read
 * @param pixels valid ones among them
 * @param bytes of their samples
 * @param labelled pixels, once in each step
 */
record Counters(
    LongAccumulator cells, LongAccumulator pixels, LongAccumulator bytes, LongAccumulator labelled)
    implements Serializable {
  static Counters of(JavaSparkContext spark) {
    return new Counters(
        spark.sc().longAccumulator("cells read"),
        spark.sc().longAccumulator("valid pixels read"),
        spark.sc().longAccumulator("bytes of samples"),
        spark.sc().longAccumulator("pixels labelled"));
  }

  /** Counts a part that was read. */
  HeldPart read(BlockGroup group, HeldPart part) {
    cells.add(group.cells());
    pixels.add(part.count());
    bytes.add(part.count() * group.bands() * group.type().bytes());
    return part;
  }

  /** Counts a step over a part. */
  StepResult labelled(HeldPart part, StepResult result) {
    labelled.add(part.count());
    return result;
  }
}
