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
 * Work on the labels of some scenes, in pieces: labels go from the parts to a task for each piece,
 * which gets those of its blocks in their order.
 *
 * @param <P> of what comes of a piece
 */
final class SceneWork<P extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1;

  private final ArrayList<Packed<ScatteredLabels.Work<P>>> works = new ArrayList<>();
  private final ArrayList<Piece> pieces = new ArrayList<>();

  /**
   * A piece.
   *
   * @param scene number of its scene among these
   * @param number among the pieces of the scene
   * @param first number of the first block of the scene in the source
   * @param blocks numbers in the scene, ascending
   */
  record Piece(int scene, int number, int first, int[] blocks) implements Serializable {}

  /**
   * Adds the work of a scene.
   *
   * @param first number of its first block in the source
   */
  void add(int first, ScatteredLabels.Work<P> work) throws IOException {
    int scene = works.size();
    works.add(Packed.of(work));
    for (int[] blocks : work.pieces()) {
      int number = pieces.isEmpty() || last().scene != scene ? 0 : last().number + 1;
      pieces.add(new Piece(scene, number, first, blocks));
    }
  }

  private Piece last() {
    return pieces.get(pieces.size() - 1);
  }

  /** Number of pieces of all scenes. */
  List<Piece> pieces() {
    return pieces;
  }

  /** By block of the source, which pieces need it. */
  Map<Integer, List<Integer>> wanted() {
    Map<Integer, List<Integer>> wanted = new HashMap<>();
    for (int piece = 0; piece < pieces.size(); piece++) {
      for (int block : pieces.get(piece).blocks) {
        wanted.computeIfAbsent(pieces.get(piece).first + block, b -> new ArrayList<>()).add(piece);
      }
    }
    return wanted;
  }

  /**
   * What sorts the labels of a block for a piece.
   *
   * @param block number in the source
   */
  static long key(int piece, int block) {
    return (long) piece << Integer.SIZE | block;
  }

  /** Sends the labels for each piece to a task of its own. */
  Partitioner byPiece() {
    return new ByPiece(pieces.size());
  }

  private static final class ByPiece extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int pieces;

    ByPiece(int pieces) {
      this.pieces = pieces;
    }

    @Override
    public int numPartitions() {
      return pieces;
    }

    @Override
    public int getPartition(Object key) {
      return (int) ((long) key >>> Integer.SIZE);
    }
  }

  /**
   * Does the work of a piece.
   *
   * @param labels by {@linkplain #key}, ascending
   */
  P run(int piece, Iterator<Tuple2<Long, byte[]>> labels) throws IOException {
    Piece asked = pieces.get(piece);
    return works
        .get(asked.scene)
        .open()
        .run(asked.number, new Ordered(labels, key(piece, asked.first)));
  }

  /** What came of the pieces, by scene. */
  List<List<P>> byScene(List<P> results) {
    List<List<P>> scenes = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      scenes.add(new ArrayList<>());
    }
    for (int i = 0; i < results.size(); i++) {
      scenes.get(pieces.get(i).scene).add(results.get(i));
    }
    return scenes;
  }

  /** Hands blocks out, and keeps those that are asked for after others. */
  private static final class Ordered implements ScatteredLabels.Blocks {
    private final Iterator<Tuple2<Long, byte[]>> labels;
    private final long first;
    private final Map<Long, byte[]> kept = new HashMap<>();

    /**
     * @param first key of the first block of the scene
     */
    Ordered(Iterator<Tuple2<Long, byte[]>> labels, long first) {
      this.labels = labels;
      this.first = first;
    }

    @Override
    public void read(int block, byte[] cells) throws IOException {
      byte[] read = kept.remove(first + block);
      while (read == null) {
        Tuple2<Long, byte[]> next = labels.next();
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
