/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.Function;
import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.backend.forkjoin.RangePass;
import org.iikmc.backend.forkjoin.SampleHead;
import org.iikmc.backend.forkjoin.SamplePasses;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.SpectralSpace;

/** Samples in parts on the executors: all of them, or those of one scene. */
final class SparkSamples implements HeldSamples {
  private final SharedSamples shared;
  private final SampleHead head;
  private final boolean view;

  SparkSamples(SharedSamples shared, SpectralSpace space) {
    this(shared, space, 0, false);
  }

  private SparkSamples(SharedSamples shared, SpectralSpace space, int firstScene, boolean view) {
    this.shared = shared;
    this.view = view;
    int end = firstScene + space.scenes();
    head =
        new SampleHead(
            shared.type(),
            shared.blocks().stream()
                .filter(block -> block.scene() >= firstScene && block.scene() < end)
                .toList(),
            space,
            firstScene,
            new Passes());
  }

  SharedSamples shared() {
    return shared;
  }

  /** What is known of the samples here, on the driver. */
  SampleHead head() {
    return head;
  }

  /** What is done with each part of some parts of these samples. */
  <T> List<T> each(String name, Progress progress, Function<HeldPart, T> work) throws IOException {
    return shared.each(name, progress, SparkJobs.UNTOLD, parts(), work);
  }

  /** The parts that have a sample of these. */
  int[] parts() {
    return shared.partsOf(head.firstScene(), head.firstScene() + head.space().scenes());
  }

  private final class Passes implements SamplePasses {
    @Override
    public Map<Integer, double[][]> products(List<Frame> frames) throws IOException {
      SpectralSpace space = head.space();
      int first = head.firstScene();
      Map<Integer, double[][]> all = new HashMap<>();
      each("moments of bands", Progress.NONE, part -> part.products(frames, space, first))
          .forEach(all::putAll);
      return all;
    }

    @Override
    public double[][] range(SpectralSpace space) throws IOException {
      List<Frame> frames = head.frames();
      int first = head.firstScene();
      double[][] range = RangePass.none(space.bands());
      for (double[][] other :
          each("range of bands", Progress.NONE, part -> part.range(frames, space, first))) {
        RangePass.join(range, other);
      }
      return range;
    }
  }

  @Override
  public int bands() {
    return head.bands();
  }

  @Override
  public SpectralSpace space() {
    return head.space();
  }

  @Override
  public HeldSamples in(SpectralSpace other) {
    return new SparkSamples(shared, other, head.firstScene(), true);
  }

  @Override
  public SampleSummary summary() {
    return head.summary();
  }

  @Override
  public HeldSamples scene(int scene) {
    return new SparkSamples(shared, space().scene(scene), head.firstScene() + scene, true);
  }

  @Override
  public double[][] gather(long[] ordinals) throws IOException {
    int firstBlock = shared.firstBlockOf(head.firstScene());
    Map<Integer, List<SampleHead.Wanted>> byPart = new TreeMap<>();
    for (SampleHead.Wanted wanted : head.find(ordinals)) {
      int part = shared.partOfStored(firstBlock + wanted.block());
      byPart.computeIfAbsent(part, p -> new ArrayList<>()).add(wanted);
    }
    Map<Integer, Rows> asked = new HashMap<>();
    byPart.forEach(
        (part, wanted) ->
            asked.put(
                part,
                new Rows(
                    wanted.stream()
                        .mapToInt(w -> firstBlock + w.block() - shared.firstStoredOf(part))
                        .toArray(),
                    wanted.stream().map(SampleHead.Wanted::samples).toArray(int[][]::new))));
    double[][] rows = new double[ordinals.length][];
    Map<Integer, double[][][]> found =
        shared.ask("some pixels", asked, (part, wanted) -> wanted.of(part));
    byPart.forEach(
        (part, wanted) -> {
          for (int i = 0; i < wanted.size(); i++) {
            int scene = head.blocks().get(wanted.get(i).block()).scene();
            double[][] harmonized = head.harmonized(scene, found.get(part)[i]);
            System.arraycopy(harmonized, 0, rows, wanted.get(i).firstRow(), harmonized.length);
          }
        });
    return rows;
  }

  /**
   * Samples of stored blocks.
   *
   * @param blocks numbers in their part
   * @param samples of each of them
   */
  private record Rows(int[] blocks, int[][] samples) implements Serializable {
    double[][][] of(HeldPart part) {
      return part.rows(blocks, samples);
    }
  }

  @Override
  public double[][][] at(int[] sourceBlocks, int[][] cells) throws IOException {
    Map<Integer, List<Integer>> byPart = new TreeMap<>();
    for (int i = 0; i < sourceBlocks.length; i++) {
      byPart.computeIfAbsent(shared.partOfSource(sourceBlocks[i]), p -> new ArrayList<>()).add(i);
    }
    Map<Integer, Cells> asked = new HashMap<>();
    byPart.forEach(
        (part, wanted) ->
            asked.put(
                part,
                new Cells(
                    wanted.stream()
                        .mapToInt(i -> sourceBlocks[i] - shared.firstSourceOf(part))
                        .toArray(),
                    wanted.stream().map(i -> cells[i]).toArray(int[][]::new))));
    Map<Integer, double[][][]> found =
        shared.ask("pixels on common ground", asked, (part, wanted) -> wanted.of(part));
    double[][][] rows = new double[sourceBlocks.length][][];
    byPart.forEach(
        (part, wanted) -> {
          for (int i = 0; i < wanted.size(); i++) {
            int scene = shared.sceneOfSource(sourceBlocks[wanted.get(i)]);
            rows[wanted.get(i)] = head.harmonized(scene, found.get(part)[i]);
          }
        });
    return rows;
  }

  /**
   * Cells of the source's blocks.
   *
   * @param blocks numbers in their part
   * @param cells of each of them
   */
  private record Cells(int[] blocks, int[][] cells) implements Serializable {
    double[][][] of(HeldPart part) {
      return part.at(blocks, cells);
    }
  }

  @Override
  public Assignment assign(int k) {
    return new SparkAssignment(this, k);
  }

  @Override
  public void close() {
    if (!view) {
      shared.close();
    }
  }
}
