/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.SampleType;

/** Samples in a {@link PixelStore}: all of them, or those of one scene. */
final class ForkJoinSamples implements StoredSamples {
  private final PixelStore store;
  private final BlockWorkers workers;
  private final KernelChoice kernel;
  private final SampleType type;
  private final int bands;
  private final List<StoredBlock> blocks;
  private final int firstScene;
  private final boolean view;
  private final SampleSummary summary;
  private final double[] center;

  /** Sum of squared distances of all samples to the centre. */
  private final double scatter;

  ForkJoinSamples(
      PixelStore store,
      BlockWorkers workers,
      KernelChoice kernel,
      SampleType type,
      int bands,
      int scenes) {
    this(store, workers, kernel, type, bands, store.blocks(), 0, scenes, false);
  }

  private ForkJoinSamples(
      PixelStore store,
      BlockWorkers workers,
      KernelChoice kernel,
      SampleType type,
      int bands,
      List<StoredBlock> blocks,
      int firstScene,
      int scenes,
      boolean view) {
    this.store = store;
    this.workers = workers;
    this.kernel = kernel;
    this.type = type;
    this.bands = bands;
    this.blocks = blocks;
    this.firstScene = firstScene;
    this.view = view;
    summary = summarize(blocks, bands, firstScene, scenes);
    center = meanOfBands();
    scatter = scatterAround(center);
  }

  private static SampleSummary summarize(
      List<StoredBlock> blocks, int bands, int firstScene, int scenes) {
    long[] perScene = new long[scenes];
    double[] min = new double[bands];
    double[] max = new double[bands];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (StoredBlock block : blocks) {
      perScene[block.scene - firstScene] += block.count;
      for (int b = 0; b < bands; b++) {
        min[b] = Math.min(min[b], block.moments[b].min());
        max[b] = Math.max(max[b], block.moments[b].max());
      }
    }
    return new SampleSummary(perScene, min, max);
  }

  /**
   * About the mean of each band: float32 keeps most digits around it, and inertia cancels least.
   * Rounded, to an integer or a float, so that differences of integer samples to it are exact.
   */
  private double[] meanOfBands() {
    double[] mean = new double[bands];
    long n = summary.count();
    for (int b = 0; b < bands && n > 0; b++) {
      double first = blocks.get(0).moments[b].reference();
      double value = first + sumAround(first, b) / n;
      mean[b] = type.isInteger() ? Math.rint(value) : (float) value;
    }
    return mean;
  }

  private double sumAround(double point, int band) {
    double sum = 0;
    for (StoredBlock block : blocks) {
      BandMoments moments = block.moments[band];
      sum += moments.sum() + block.count * (moments.reference() - point);
    }
    return sum;
  }

  private double scatterAround(double[] point) {
    double sum = 0;
    for (StoredBlock block : blocks) {
      for (int b = 0; b < bands; b++) {
        sum += block.moments[b].squaresAround(point[b], block.count);
      }
    }
    return sum;
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public SampleSummary summary() {
    return summary;
  }

  @Override
  public double[][] gather(long[] ordinals) {
    double[][] rows = new double[ordinals.length][bands];
    Object room = type.newArray(PixelStore.BLOCK_SAMPLES);
    int next = 0;
    long first = 0;
    for (StoredBlock block : blocks) {
      int end = next;
      while (end < ordinals.length && ordinals[end] < first + block.count) {
        end++;
      }
      for (int b = 0; b < bands && end > next; b++) {
        Object values = block.values(b, 0, block.count, room);
        for (int i = next; i < end; i++) {
          rows[i][b] = type.get(values, (int) (ordinals[i] - first));
        }
      }
      next = end;
      first += block.count;
    }
    if (next < ordinals.length) {
      throw new IndexOutOfBoundsException(
          "There is no sample " + ordinals[next] + " among " + first + ".");
    }
    return rows;
  }

  @Override
  public Assignment assign(int k) {
    return new ForkJoinAssignment(this, k);
  }

  @Override
  public ForkJoinSamples scene(int scene) {
    return new ForkJoinSamples(
        store, workers, kernel, type, bands, blocksOfScene(scene), firstScene + scene, 1, true);
  }

  @Override
  public void close() throws IOException {
    if (!view) {
      workers.close();
      store.close();
    }
  }

  @Override
  public int blocks() {
    return blocks.size();
  }

  @Override
  public int count(int block) {
    return blocks.get(block).count;
  }

  @Override
  public Object values(int block, int band, Object room) {
    return blocks.get(block).values(band, 0, blocks.get(block).count, room);
  }

  @Override
  public byte[] labels(int block, byte[] room) {
    return blocks.get(block).labels(0, blocks.get(block).count, room);
  }

  @Override
  public void storeLabels(int block, byte[] labels) {
    blocks.get(block).copyLabels(labels);
  }

  @Override
  public void readLabels(int sourceBlock, byte[] cells) {
    store.readLabels(sourceBlock, cells);
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    return new StatisticsPass(this, signatures).run(progress);
  }

  @Override
  public Assignment.Step step(long changed, ClassTotals totals, double[][] centroids) {
    int k = centroids.length;
    long[] counts = new long[k];
    double[][] means = new double[k][bands];
    for (int c = 0; c < k; c++) {
      counts[c] = totals.count(c);
      for (int b = 0; b < bands; b++) {
        means[c][b] = counts[c] == 0 ? centroids[c][b] : totals.mean(c, b);
      }
    }
    return new Assignment.Step(changed, counts, means, inertia(totals, centroids));
  }

  /**
   * Σ|x - c|² from the sums: Σ|x|² - 2 Σ c·Σx + Σ n|c|², all around the mean of the samples, where
   * it hardly cancels.
   */
  private double inertia(ClassTotals totals, double[][] centroids) {
    double inertia = scatter;
    for (int c = 0; c < centroids.length; c++) {
      long count = totals.count(c);
      for (int b = 0; b < bands; b++) {
        double component = centroids[c][b] - center[b];
        inertia += component * (count * component - 2 * totals.centeredSum(c, b));
      }
    }
    return Math.max(0, inertia);
  }

  List<StoredBlock> storedBlocks() {
    return blocks;
  }

  List<StoredBlock> blocksOfScene(int scene) {
    return blocks.stream().filter(block -> block.scene == firstScene + scene).toList();
  }

  BlockWorkers workers() {
    return workers;
  }

  @Override
  public SampleType type() {
    return type;
  }

  @Override
  public double[] center() {
    return center;
  }

  @Override
  public double centeredSum(int band) {
    return sumAround(center[band], band);
  }

  /** Greatest distance of the samples of a block from the centre, by band. */
  double[] reach(StoredBlock block) {
    double[] reach = new double[bands];
    for (int b = 0; b < bands; b++) {
      reach[b] = block.moments[b].reach(center[b]);
    }
    return reach;
  }

  Chunk newChunk() {
    float[] floats = new float[bands];
    for (int b = 0; b < bands; b++) {
      floats[b] = (float) center[b];
    }
    return new Chunk(kernel.newKernel(), type, floats);
  }
}
