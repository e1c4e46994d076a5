/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.iikmc.backend.forkjoin.BlockFacts;
import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.backend.forkjoin.SamplePart;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.Glimpse;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/**
 * A part of the samples on an executor, and the labels that they have there. Spark keeps it among
 * its cached blocks.
 *
 * <p>Labels are a function of the centroids, so nothing depends on what is here: a part that is
 * asked for labels that it does not have, because its executor was lost, because it was put away on
 * disk, or because another attempt of a task has been here, makes them anew. Safe for use by
 * several threads: attempts of a task may overlap.
 */
@DefaultSerializer(JavaSerializer.class) // where Kryo would put it away
final class HeldPart implements Serializable {
  private static final long serialVersionUID = 1;

  private final SamplePart samples;
  private final int[] scenes;
  private final int[] cells;
  private final ArrayList<Glimpse> glimpses;

  /** Of which labelling the labels are, and of which step; null if they are of none. */
  private transient Labelling labelling;

  private transient int step;
  private transient SamplePart.Framed.Labels labels;
  private transient StepResult result;

  private HeldPart(SamplePart samples, int[] scenes, int[] cells, ArrayList<Glimpse> glimpses) {
    this.samples = samples;
    this.scenes = scenes;
    this.cells = cells;
    this.glimpses = glimpses;
  }

  /**
   * Reads a part.
   *
   * @param progress asked whether to go on, and told of the cells
   */
  static HeldPart read(BlockGroup group, Progress progress) throws IOException {
    ArrayList<Glimpse> glimpses = new ArrayList<>();
    SamplePart samples =
        SamplePart.read(
            group.blocks(), group.runs(), group.type(), group.bands(), glimpses::add, progress);
    return new HeldPart(
        samples,
        group.blocks().stream().mapToInt(SampleSource.Block::scene).toArray(),
        group.blocks().stream().mapToInt(SampleSource.Block::cells).toArray(),
        glimpses);
  }

  /**
   * What the driver wants to know of a part once it is read.
   *
   * @param blocks the stored blocks of each block of the source
   * @param scenes of the blocks of the source
   * @param cells of each of them
   */
  record Seen(List<List<BlockFacts>> blocks, int[] scenes, int[] cells, List<Glimpse> glimpses)
      implements Serializable {}

  Seen seen() {
    return new Seen(
        samples.facts().stream().map(each -> (List<BlockFacts>) new ArrayList<>(each)).toList(),
        scenes,
        cells,
        glimpses);
  }

  /** Number of samples. */
  long count() {
    return samples.count();
  }

  /** {@link SamplePart#rows} of some blocks. */
  synchronized double[][][] rows(int[] blocks, int[][] wanted) {
    return samples.rows(blocks, wanted);
  }

  /** {@link SamplePart#at} of some of the source's blocks. */
  synchronized double[][][] at(int[] blocks, int[][] cells) {
    double[][][] rows = new double[blocks.length][][];
    Arrays.setAll(rows, i -> samples.at(blocks[i], cells[i]));
    return rows;
  }

  /** {@link SamplePart.Framed#products} of these samples. */
  synchronized Map<Integer, double[][]> products(
      List<Frame> frames, SpectralSpace space, int firstScene) throws IOException {
    return samples.framed(frames, space, firstScene).products();
  }

  /** {@link SamplePart.Framed#range} of these samples. */
  synchronized double[][] range(List<Frame> frames, SpectralSpace space, int firstScene) {
    return samples.framed(frames, space, firstScene).range();
  }

  /**
   * Labels the samples with the centroids of a step.
   *
   * @param before centroids of the step before, whitened; null in the first
   * @param now those of this step
   */
  synchronized StepResult step(
      Labelling wanted, int number, double[][] before, double[][] now, Progress progress)
      throws IOException {
    if (!isAt(wanted, number) || result == null) {
      if (before == null || !isAt(wanted, number - 1)) {
        begin(wanted);
        if (before != null) {
          labels.step(before, wanted.meanSquare(), progress);
        }
      }
      labelling = null; // until the step is whole
      long changed = labels.step(now, wanted.meanSquare(), progress);
      result = new StepResult(changed, labels.totals());
      labelling = wanted;
      step = number;
    }
    return result;
  }

  private boolean isAt(Labelling wanted, int number) {
    return labelling != null && labelling.id() == wanted.id() && step == number;
  }

  private void begin(Labelling wanted) {
    labelling = null;
    labels =
        samples.framed(wanted.frames(), wanted.space(), wanted.firstScene()).assign(wanted.k());
  }

  /** The figures of each run under the labels of a step, seen in a space. */
  synchronized Map<Integer, ClassFigures> figures(
      Labelling wanted,
      int number,
      double[][] whitened,
      SpectralSpace space,
      double[][] signatures,
      Progress progress)
      throws IOException {
    hold(wanted, number, whitened, progress);
    return labels.figures(space, signatures, progress);
  }

  /**
   * The labels of blocks under the labels of a step, as maps want them.
   *
   * @param blocks numbers among the source's blocks of this part
   * @param cells of each of them
   */
  synchronized byte[][] labels(
      Labelling wanted,
      int number,
      double[][] whitened,
      int[] blocks,
      int[] cells,
      Progress progress)
      throws IOException {
    hold(wanted, number, whitened, progress);
    byte[][] read = new byte[blocks.length][];
    for (int i = 0; i < blocks.length; i++) {
      read[i] = new byte[cells[i]];
      labels.read(blocks[i], read[i]);
    }
    return read;
  }

  private void hold(Labelling wanted, int number, double[][] whitened, Progress progress)
      throws IOException {
    if (!isAt(wanted, number)) {
      begin(wanted);
      labels.step(whitened, wanted.meanSquare(), progress);
      result = null; // how many changed is not known
      labelling = wanted;
      step = number;
    }
  }

  /** Not while samples change their places. */
  private synchronized void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
  }
}
