/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;

/**
 * What is known of samples in a space without having them: how they are framed, where they are
 * centred, and what a step over them gives once the totals of its classes are known. Whoever has
 * the samples does the {@linkplain SamplePasses passes}. For use by one thread.
 */
public final class SampleHead {
  private final SampleType type;
  private final List<BlockFacts> blocks;
  private final SpectralSpace space;
  private final int firstScene;
  private final SamplePasses passes;
  private final List<Frame> frames;

  /** About the harmonised mean: what sums and inertia are taken around. */
  private final double[] center;

  /** NaN until a step needs it. */
  private double scatter = Double.NaN;

  /** Null until somebody asks for it. */
  private SampleSummary summary;

  /**
   * @param blocks all of the scenes, in their order
   * @param firstScene number of the scene that is the first of the space
   */
  public SampleHead(
      SampleType type,
      List<BlockFacts> blocks,
      SpectralSpace space,
      int firstScene,
      SamplePasses passes) {
    this.type = type;
    this.blocks = blocks;
    this.space = space;
    this.firstScene = firstScene;
    this.passes = passes;
    frames = space.isPlain() ? List.of(frame(0, 0, blocks.size(), 0)) : framesOfScenes();
    center = space.isPlain() ? frames.get(0).center() : harmonizedMean();
  }

  private List<Frame> framesOfScenes() {
    List<Frame> found = new ArrayList<>();
    int block = 0;
    long first = 0;
    for (int scene = 0; scene < space.scenes(); scene++) {
      int start = block;
      while (block < blocks.size() && blocks.get(block).scene() == firstScene + scene) {
        block++;
      }
      Frame frame = frame(scene, start, block, first);
      found.add(frame);
      first += frame.count();
    }
    return List.copyOf(found);
  }

  private Frame frame(int scene, int start, int end, long first) {
    List<BlockFacts> own = blocks.subList(start, end);
    double[] mean = meanOfBands(own);
    double[] sums = new double[bands()];
    Arrays.setAll(sums, b -> sumAround(mean[b], b, own));
    double[] largest = new double[bands()];
    Arrays.setAll(
        largest,
        b -> own.stream().mapToDouble(block -> block.moments()[b].reach(0)).max().orElse(0));
    return new Frame(
        start,
        end,
        first,
        own.stream().mapToLong(BlockFacts::count).sum(),
        mean,
        sums,
        largest,
        space.harmonization(scene),
        space.whitening(scene));
  }

  private double[] harmonizedMean() {
    double[] sum = new double[bands()];
    long n = 0;
    for (Frame frame : frames) {
      if (frame.count() > 0) {
        double[] at = frame.center().clone();
        for (int b = 0; b < at.length; b++) {
          at[b] += frame.centeredSum()[b] / frame.count();
        }
        double[] mean = frame.harmonization().of(at);
        for (int b = 0; b < sum.length; b++) {
          sum[b] += frame.count() * mean[b];
        }
        n += frame.count();
      }
    }
    for (int b = 0; b < sum.length && n > 0; b++) {
      sum[b] /= n;
    }
    return sum;
  }

  /** Number of bands. */
  public int bands() {
    return space.bands();
  }

  /** Where the samples are compared. */
  public SpectralSpace space() {
    return space;
  }

  /** Type of the stored values. */
  public SampleType type() {
    return type;
  }

  /** The parts that are computed each for itself: all samples, or those of each scene. */
  public List<Frame> frames() {
    return frames;
  }

  /** Number of the first scene. */
  public int firstScene() {
    return firstScene;
  }

  /** All blocks. */
  public List<BlockFacts> blocks() {
    return blocks;
  }

  /** Number of valid pixels and range of the harmonised bands. */
  public SampleSummary summary() {
    if (summary == null) {
      summary = summarize();
    }
    return summary;
  }

  private SampleSummary summarize() {
    long[] perScene = new long[space.scenes()];
    boolean diagonal = true;
    for (BlockFacts block : blocks) {
      int scene = block.scene() - firstScene;
      perScene[scene] += block.count();
      diagonal &= space.harmonization(scene).isDiagonal();
    }
    double[][] range = diagonal ? rangeOfBands() : rangeOfMixedBands();
    return new SampleSummary(perScene, range[0], range[1]);
  }

  /** A map of a band alone keeps or turns its order. */
  private double[][] rangeOfBands() {
    double[] min = new double[bands()];
    double[] max = new double[bands()];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (BlockFacts block : blocks) {
      AffineMap map = space.harmonization(block.scene() - firstScene);
      double[] atLeast =
          map.of(Arrays.stream(block.moments()).mapToDouble(BandMoments::min).toArray());
      double[] atMost =
          map.of(Arrays.stream(block.moments()).mapToDouble(BandMoments::max).toArray());
      for (int b = 0; b < min.length; b++) {
        min[b] = Math.min(min[b], Math.min(atLeast[b], atMost[b]));
        max[b] = Math.max(max[b], Math.max(atLeast[b], atMost[b]));
      }
    }
    return new double[][] {min, max};
  }

  private double[][] rangeOfMixedBands() {
    try {
      return passes.range(space);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * About the mean of each band: float32 keeps most digits around it, and inertia cancels least.
   * Rounded, to an integer or a float, so that differences of integer samples to it are exact.
   */
  private double[] meanOfBands(List<BlockFacts> own) {
    double[] mean = new double[bands()];
    long n = own.stream().mapToLong(BlockFacts::count).sum();
    for (int b = 0; b < mean.length && n > 0; b++) {
      double first = own.get(0).moments()[b].reference();
      double value = first + sumAround(first, b, own) / n;
      mean[b] = type.isInteger() ? Math.rint(value) : (float) value;
    }
    return mean;
  }

  private static double sumAround(double point, int band, List<BlockFacts> own) {
    double sum = 0;
    for (BlockFacts block : own) {
      BandMoments moments = block.moments()[band];
      sum += moments.sum() + block.count() * (moments.reference() - point);
    }
    return sum;
  }

  /** Sum of squared distances of all samples to the centre. */
  private double scatter() throws IOException {
    if (Double.isNaN(scatter)) {
      scatter = space.isPlain() ? plainScatter() : mappedScatter();
    }
    return scatter;
  }

  /** Mean of the squared distances of all samples to the centre; 0 without samples. */
  public double meanSquare() throws IOException {
    return scatter() / Math.max(1, frames.stream().mapToLong(Frame::count).sum());
  }

  private double plainScatter() {
    double sum = 0;
    for (BlockFacts block : blocks) {
      for (int b = 0; b < bands(); b++) {
        sum += block.moments()[b].squaresAround(center[b], block.count());
      }
    }
    return sum;
  }

  private double mappedScatter() throws IOException {
    Map<Integer, double[][]> products = passes.products(frames);
    SampleMoments all = SampleMoments.none(bands());
    for (Frame frame : frames) {
      List<double[][]> ofRuns =
          blocks.subList(frame.firstBlock(), frame.endBlock()).stream()
              .map(BlockFacts::run)
              .distinct()
              .map(products::get)
              .toList();
      all = all.plus(SampleMoments.of(frame, ofRuns).mapped(frame.harmonization()));
    }
    return all.inertia(space.metric());
  }

  /** Some samples of a block. */
  public record Wanted(int block, int firstRow, int[] samples) {}

  /**
   * Where samples are.
   *
   * @param ordinals ascending
   * @return the blocks that have any of them, with their numbers there, and which of the ordinals
   *     is the first of them
   */
  public List<Wanted> find(long[] ordinals) {
    List<Wanted> found = new ArrayList<>();
    int next = 0;
    long first = 0;
    for (int block = 0; block < blocks.size() && next < ordinals.length; block++) {
      int start = next;
      long end = first + blocks.get(block).count();
      while (next < ordinals.length && ordinals[next] < end) {
        next++;
      }
      if (next > start) {
        int[] samples = new int[next - start];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (int) (ordinals[start + i] - first);
        }
        found.add(new Wanted(block, start, samples));
      }
      first = end;
    }
    if (next < ordinals.length) {
      throw new IndexOutOfBoundsException(
          "There is no sample " + ordinals[next] + " among " + first + ".");
    }
    return found;
  }

  /**
   * Harmonises samples.
   *
   * @param scene number of their scene, as blocks have it
   * @param stored rows of stored values, or null
   * @return rows of harmonised ones, likewise; maybe the same
   */
  public double[][] harmonized(int scene, double[][] stored) {
    if (space.isPlain()) {
      return stored;
    }
    AffineMap map = space.harmonization(scene - firstScene);
    return Arrays.stream(stored)
        .map(row -> row == null ? null : map.of(row))
        .toArray(double[][]::new);
  }

  /**
   * What a step found.
   *
   * @param ofFrames its totals of the stored values of each frame, around the centre of the frame
   * @param centroids of the step
   */
  public Assignment.Step step(
      long changed, List<? extends ClassTotals> ofFrames, double[][] centroids) throws IOException {
    int k = centroids.length;
    ClassTotals totals =
        space.isPlain() ? ofFrames.get(0) : new HarmonizedTotals(k, frames, ofFrames, center);
    long[] counts = new long[k];
    double[][] means = new double[k][bands()];
    for (int c = 0; c < k; c++) {
      counts[c] = totals.count(c);
      for (int b = 0; b < bands(); b++) {
        means[c][b] = counts[c] == 0 ? centroids[c][b] : totals.mean(c, b);
      }
    }
    return new Assignment.Step(changed, counts, means, inertia(totals, centroids));
  }

  /**
   * Σ|x - c|² from the sums: Σ|x|² - 2 Σ c·Σx + Σ n|c|², all around the mean of the samples, where
   * it hardly cancels.
   */
  private double inertia(ClassTotals totals, double[][] centroids) throws IOException {
    double[][] centered = new double[centroids.length][bands()];
    double[][] sums = new double[centroids.length][bands()];
    for (int c = 0; c < centroids.length; c++) {
      for (int b = 0; b < bands(); b++) {
        centered[c][b] = centroids[c][b] - center[b];
        sums[c][b] = totals.centeredSum(c, b);
      }
    }
    centered = space.whitened(centered);
    sums = space.whitened(sums);
    double inertia = scatter();
    for (int c = 0; c < centroids.length; c++) {
      long count = totals.count(c);
      for (int b = 0; b < bands(); b++) {
        double component = centered[c][b];
        inertia += component * (count * component - 2 * sums[c][b]);
      }
    }
    return Math.max(0, inertia);
  }

  /**
   * Figures of all samples.
   *
   * @param ofRuns those of the samples of each run
   * @param k number of classes
   */
  public LabelStatistics statistics(Map<Integer, ClassFigures> ofRuns, int k) {
    ClassFigures all = new ClassFigures(k, bands());
    ClassFigures[] ofScenes = new ClassFigures[space.scenes()];
    Arrays.setAll(ofScenes, scene -> new ClassFigures(k, bands()));
    int last = -1;
    for (BlockFacts block : blocks) {
      if (block.run() != last) {
        last = block.run();
        ofScenes[block.scene() - firstScene].add(ofRuns.get(last));
      }
    }
    for (ClassFigures scene : ofScenes) {
      all.add(scene);
    }
    return ClassFigures.statistics(ofScenes, all);
  }
}
