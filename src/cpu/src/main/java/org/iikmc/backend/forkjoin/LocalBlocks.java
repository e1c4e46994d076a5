/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.iikmc.kmeans.SampleType;

/**
 * Blocks of this JVM as they are computed with: in which frames, by what kernel, on which threads.
 *
 * @param type of their values
 * @param bands how many
 * @param blocks those of one scene in a row
 * @param frames one for all of them, or one for each of their scenes
 * @param byScene whether there is one for each
 * @param firstScene number of the first of the scenes
 * @param leafPolicy when samples are brought into leaves
 * @param notes takes so many bytes for notes on the samples, or nothing, and says whether it did
 */
record LocalBlocks(
    SampleType type,
    int bands,
    List<StoredBlock> blocks,
    List<Frame> frames,
    boolean byScene,
    int firstScene,
    KernelChoice kernel,
    LeafPolicy leafPolicy,
    LongPredicate notes,
    BlockWorkers workers) {

  /** Index of the frame of a block. */
  int frameOf(StoredBlock block) {
    return byScene ? sceneOf(block) : 0;
  }

  /** Number of a block's scene among these. */
  int sceneOf(StoredBlock block) {
    return block.facts.scene() - firstScene;
  }

  Chunk newChunk() {
    return new Chunk(kernel.maker(), type, bands);
  }

  /** The blocks of each run. */
  List<List<StoredBlock>> runs() {
    List<List<StoredBlock>> runs = new ArrayList<>();
    for (int first = 0; first < blocks.size(); ) {
      int end = first;
      while (end < blocks.size() && blocks.get(end).facts.run() == blocks.get(first).facts.run()) {
        end++;
      }
      runs.add(blocks.subList(first, end));
      first = end;
    }
    return runs;
  }
}
