/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.sequential;

import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.sequential.SequentialBackend.LabelledBlock;

/** All blocks of a source, or those of one scene. */
final class SequentialSamples implements HeldSamples {
  private final List<LabelledBlock> source;
  private final List<LabelledBlock> blocks;
  private final SpectralSpace space;
  private final int firstScene;
  private final SampleSummary summary;

  /**
   * @param source all blocks, by which labels are read
   * @param blocks those that take part
   * @param space of their scenes
   * @param firstScene number of the first of them
   */
  SequentialSamples(
      List<LabelledBlock> source, List<LabelledBlock> blocks, SpectralSpace space, int firstScene) {
    this.source = source;
    this.blocks = blocks;
    this.space = space;
    this.firstScene = firstScene;
    summary = summarize();
  }

  @Override
  public int bands() {
    return space.bands();
  }

  @Override
  public SpectralSpace space() {
    return space;
  }

  @Override
  public HeldSamples in(SpectralSpace other) {
    return new SequentialSamples(source, blocks, other, firstScene);
  }

  @Override
  public SampleSummary summary() {
    return summary;
  }

  private SampleSummary summarize() {
    int bands = bands();
    long[] perScene = new long[space.scenes()];
    double[] min = new double[bands];
    double[] max = new double[bands];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    SpectralSample sample = new SpectralSample(space);
    for (LabelledBlock block : blocks) {
      perScene[sceneOf(block)] += block.labels().length;
      for (int i = 0; i < block.labels().length; i++) {
        sample.read(block, sceneOf(block), i);
        double[] values = sample.harmonized();
        for (int b = 0; b < bands; b++) {
          min[b] = Math.min(min[b], values[b]);
          max[b] = Math.max(max[b], values[b]);
        }
      }
    }
    return new SampleSummary(perScene, min, max);
  }

  @Override
  public double[][] gather(long[] ordinals) {
    double[][] rows = new double[ordinals.length][];
    SpectralSample sample = new SpectralSample(space);
    int next = 0;
    long first = 0;
    for (LabelledBlock block : blocks) {
      long end = first + block.labels().length;
      while (next < ordinals.length && ordinals[next] < end) {
        sample.read(block, sceneOf(block), (int) (ordinals[next] - first));
        rows[next] = sample.harmonized().clone();
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
  public double[][][] at(int[] wanted, int[][] cells) {
    double[][][] rows = new double[wanted.length][][];
    Arrays.setAll(rows, i -> at(wanted[i], cells[i]));
    return rows;
  }

  private double[][] at(int block, int[] cells) {
    LabelledBlock wanted = source.get(block);
    int[] samples = wanted.samples().mask().samples(cells);
    double[][] rows = new double[cells.length][];
    SpectralSample sample = new SpectralSample(space);
    for (int i = 0; i < cells.length; i++) {
      if (samples[i] >= 0) {
        sample.read(wanted, sceneOf(wanted), samples[i]);
        rows[i] = sample.harmonized().clone();
      }
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
        space.scene(scene),
        number);
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

  /** Number of the scene of a block among those of these samples. */
  int sceneOf(LabelledBlock block) {
    return block.scene() - firstScene;
  }
}
