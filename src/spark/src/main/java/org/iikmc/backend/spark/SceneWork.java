/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.iikmc.kmeans.ScatteredLabels;
import scala.Tuple2;

/**
 * Work on the labels of whole scenes: labels of their blocks go from the parts to a task for each
 * scene, which gets them in the order of the blocks.
 *
 * @param <R> of its result
 */
final class SceneWork<R extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1;

  /** By scene of these: its first block in the source, and what is to be done. */
  private final int[] firstBlocks;

  private final ArrayList<Packed<ScatteredLabels.Work<R>>> works = new ArrayList<>();

  /**
   * @param firstBlocks of the scenes, ascending
   * @param works of the scenes
   */
  SceneWork(int[] firstBlocks, List<? extends ScatteredLabels.Work<R>> works) throws IOException {
    this.firstBlocks = firstBlocks;
    for (ScatteredLabels.Work<R> work : works) {
      this.works.add(Packed.of(work));
    }
  }

  /** Sends each block to the task of its scene. */
  Partitioner byScene() {
    return new ByScene(firstBlocks);
  }

  private static final class ByScene extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int[] firstBlocks;

    ByScene(int[] firstBlocks) {
      this.firstBlocks = firstBlocks;
    }

    @Override
    public int numPartitions() {
      return firstBlocks.length;
    }

    @Override
    public int getPartition(Object block) {
      int scene = 0;
      while (scene + 1 < firstBlocks.length && firstBlocks[scene + 1] <= (int) block) {
        scene++;
      }
      return scene;
    }
  }

  /**
   * Does the work of a scene.
   *
   * @param labels of its blocks, by their number in the source, ascending
   */
  R run(int scene, Iterator<Tuple2<Integer, byte[]>> labels) throws IOException {
    return works.get(scene).open().run(new Ordered(labels, firstBlocks[scene]));
  }

  /** Hands blocks out, and keeps those that are asked for after others. */
  private static final class Ordered implements ScatteredLabels.Blocks {
    private final Iterator<Tuple2<Integer, byte[]>> labels;
    private final int first;
    private final Map<Integer, byte[]> kept = new HashMap<>();

    Ordered(Iterator<Tuple2<Integer, byte[]>> labels, int first) {
      this.labels = labels;
      this.first = first;
    }

    @Override
    public void read(int block, byte[] cells) throws IOException {
      byte[] read = kept.remove(first + block);
      while (read == null) {
        Tuple2<Integer, byte[]> next = labels.next();
        if (next._1() == first + block) {
          read = next._2();
        } else {
          kept.put(next._1(), next._2());
        }
      }
      System.arraycopy(read, 0, cells, 0, read.length);
    }
  }
}
