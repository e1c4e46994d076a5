/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Labels that are on other machines. What has to be done with all labels of a scene is best done
 * there: an {@link Assignment} or {@link LabelStream} whose labels are not here is one of these as
 * well.
 */
public interface ScatteredLabels {
  /** Where the labels of a scene are read. */
  @FunctionalInterface
  interface Blocks {
    /**
     * Reads the labels of a block, as a map wants them.
     *
     * @param block index in the scene
     * @param cells receives 1…k in each valid cell and 0 in the others, from its start
     */
    void read(int block, byte[] cells) throws IOException;
  }

  /**
   * Something that is done with the labels of one scene, piece by piece. It is sent to machines,
   * each piece may be done several times there and elsewhere, and must leave nothing behind.
   *
   * @param <P> of what comes of a piece, which is sent back
   */
  interface Work<P extends Serializable> extends Serializable {
    /**
     * The pieces.
     *
     * @return for each the numbers of the blocks in the scene whose labels it needs, ascending
     */
    List<int[]> pieces();

    /**
     * Does a piece.
     *
     * @param labels of the blocks that it needs, best read once each in their order
     */
    P run(int piece, Blocks labels) throws IOException;
  }

  /**
   * Takes results.
   *
   * @param <P> of what came of a piece
   */
  @FunctionalInterface
  interface Taker<P> {
    /**
     * Takes what came of one scene.
     *
     * @param scene index in the list of scenes
     */
    void take(int scene, List<P> pieces) throws IOException;
  }

  /**
   * Does work on the labels of scenes.
   *
   * @param scenes index of each in the source
   * @param works makes that of one of them, by its index in the list; asked for each once, not long
   *     before it is sent
   * @param taker is given the results in the order of the scenes, by the calling thread
   * @throws IOException as the work or the taker did
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  <P extends Serializable> void forEach(
      List<Integer> scenes, IntFunction<? extends Work<P>> works, Taker<P> taker, Progress progress)
      throws IOException;
}
