/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.sequential;

import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.sequential.SequentialBackend.LabelledBlock;

/** All blocks of a source, or those of one scene. */
final class SequentialSamples implements HeldSamples {
  private final List<LabelledBlock> source;
  private final List<LabelledBlock> blocks;
  private final int bands;
  private final int firstScene;
  private final int scenes;
  private final SampleSummary summary;

  /**
   * @param source all blocks, by which labels are read
   * @param blocks those that take part
   */
  SequentialSamples(
      List<LabelledBlock> source,
      List<LabelledBlock> blocks,
      int bands,
      int firstScene,
      int scenes) {
    this.source = source;
    this.blocks = blocks;
    this.bands = bands;
    this.firstScene = firstScene;
    this.scenes = scenes;
    summary = summarize();
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public SampleSummary summary() {
    return summary;
  }

  private SampleSummary summarize() {
    long[] perScene = new long[scenes];
    double[] min = new double[bands];
    double[] max = new double[bands];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    double[] sample = new double[bands];
    for (LabelledBlock block : blocks) {
      perScene[block.scene() - firstScene] += block.labels().length;
      for (int i = 0; i < block.labels().length; i++) {
        block.read(i, sample);
        for (int b = 0; b < bands; b++) {
          min[b] = Math.min(min[b], sample[b]);
          max[b] = Math.max(max[b], sample[b]);
        }
      }
    }
    return new SampleSummary(perScene, min, max);
  }

  @Override
  public double[][] gather(long[] ordinals) {
    double[][] rows = new double[ordinals.length][bands];
    int next = 0;
    long first = 0;
    for (LabelledBlock block : blocks) {
      long end = first + block.labels().length;
      while (next < ordinals.length && ordinals[next] < end) {
        block.read((int) (ordinals[next] - first), rows[next]);
        next++;
      }
      first = end;
    }
    if (next < ordinals.length) {
      throw new IndexOutOfBoundsException(
          "There is no sample " + ordinals[next] + " among " + first + ".");
    }
    return rows;
  }

  @Override
  public Assignment assign(int k) {
    return new SequentialAssignment(this, k);
  }

  @Override
  public HeldSamples scene(int scene) {
    int number = firstScene + scene;
    return new SequentialSamples(
        source,
        blocks.stream().filter(block -> block.scene() == number).toList(),
        bands,
        number,
        1);
  }

  @Override
  public void close() {
    // The blocks go with this object.
  }

  List<LabelledBlock> source() {
    return source;
  }

  List<LabelledBlock> blocks() {
    return blocks;
  }

  int firstScene() {
    return firstScene;
  }

  int scenes() {
    return scenes;
  }
}
