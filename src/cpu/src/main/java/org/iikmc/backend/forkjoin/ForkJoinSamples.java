/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;

/** Samples in a {@link PixelStore}: all of them, or those of one scene. */
final class ForkJoinSamples implements StoredSamples {
  private final PixelStore store;
  private final BlockWorkers workers;
  private final KernelChoice kernel;
  private final LeafPolicy leafPolicy;
  private final SampleType type;
  private final List<StoredBlock> blocks;
  private final SpectralSpace space;
  private final int firstScene;
  private final boolean view;
  private final List<Frame> frames;

  /** About the harmonised mean: what sums and inertia are taken around. */
  private final double[] center;

  /** NaN until a step needs it. */
  private double scatter = Double.NaN;

  /** Null until somebody asks for it. */
  private SampleSummary summary;

  ForkJoinSamples(
      PixelStore store,
      BlockWorkers workers,
      KernelChoice kernel,
      LeafPolicy leafPolicy,
      SampleType type,
      int bands,
      int scenes) {
    this(
        store,
        workers,
        kernel,
        leafPolicy,
        type,
        store.blocks(),
        SpectralSpace.plain(scenes, bands),
        0,
        false);
  }

  private ForkJoinSamples(
      PixelStore store,
      BlockWorkers workers,
      KernelChoice kernel,
      LeafPolicy leafPolicy,
      SampleType type,
      List<StoredBlock> blocks,
      SpectralSpace space,
      int firstScene,
      boolean view) {
    this.store = store;
    this.workers = workers;
    this.kernel = kernel;
    this.leafPolicy = leafPolicy;
    this.type = type;
    this.blocks = blocks;
    this.space = space;
    this.firstScene = firstScene;
    this.view = view;
    frames = space.isPlain() ? List.of(frame(0, 0, blocks.size(), 0)) : framesOfScenes();
    center = space.isPlain() ? frames.get(0).center() : harmonizedMean();
  }

  private List<Frame> framesOfScenes() {
    List<Frame> found = new ArrayList<>();
    int block = 0;
    long first = 0;
    for (int scene = 0; scene < space.scenes(); scene++) {
      int start = block;
      while (block < blocks.size() && blocks.get(block).scene == firstScene + scene) {
        block++;
      }
      Frame frame = frame(scene, start, block, first);
      found.add(frame);
      first += frame.count();
    }
    return List.copyOf(found);
  }

  private Frame frame(int scene, int start, int end, long first) {
    List<StoredBlock> own = blocks.subList(start, end);
    double[] mean = meanOfBands(own);
    double[] sums = new double[bands()];
    Arrays.setAll(sums, b -> sumAround(mean[b], b, own));
    double[] largest = new double[bands()];
    Arrays.setAll(
        largest, b -> own.stream().mapToDouble(block -> block.moments[b].reach(0)).max().orElse(0));
    return new Frame(
        start,
        end,
        first,
        own.stream().mapToLong(block -> block.count).sum(),
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

  private SampleSummary summarize() {
    long[] perScene = new long[space.scenes()];
    for (StoredBlock block : blocks) {
      perScene[block.scene - firstScene] += block.count;
    }
    double[] min = new double[bands()];
    double[] max = new double[bands()];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (StoredBlock block : blocks) {
      double[][] range = rangeOf(block);
      for (int b = 0; b < min.length; b++) {
        min[b] = Math.min(min[b], range[0][b]);
        max[b] = Math.max(max[b], range[1][b]);
      }
    }
    return new SampleSummary(perScene, min, max);
  }

  /** Least and greatest harmonised value of each band. */
  private double[][] rangeOf(StoredBlock block) {
    AffineMap map = space.harmonization(block.scene - firstScene);
    double[] min = new double[bands()];
    double[] max = new double[bands()];
    if (map.isDiagonal()) {
      // A map of a band alone keeps or turns its order.
      double[] atLeast =
          map.of(Arrays.stream(block.moments).mapToDouble(BandMoments::min).toArray());
      double[] atMost =
          map.of(Arrays.stream(block.moments).mapToDouble(BandMoments::max).toArray());
      for (int b = 0; b < min.length; b++) {
        min[b] = Math.min(atLeast[b], atMost[b]);
        max[b] = Math.max(atLeast[b], atMost[b]);
      }
      return new double[][] {min, max};
    }
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    int[] all = new int[block.count];
    Arrays.setAll(all, i -> i);
    for (double[] row : rows(block, all)) {
      for (int b = 0; b < min.length; b++) {
        min[b] = Math.min(min[b], row[b]);
        max[b] = Math.max(max[b], row[b]);
      }
    }
    return new double[][] {min, max};
  }

  /**
   * About the mean of each band: float32 keeps most digits around it, and inertia cancels least.
   * Rounded, to an integer or a float, so that differences of integer samples to it are exact.
   */
  private double[] meanOfBands(List<StoredBlock> own) {
    double[] mean = new double[bands()];
    long n = own.stream().mapToLong(block -> block.count).sum();
    for (int b = 0; b < mean.length && n > 0; b++) {
      double first = own.get(0).moments[b].reference();
      double value = first + sumAround(first, b, own) / n;
      mean[b] = type.isInteger() ? Math.rint(value) : (float) value;
    }
    return mean;
  }

  private static double sumAround(double point, int band, List<StoredBlock> own) {
    double sum = 0;
    for (StoredBlock block : own) {
      BandMoments moments = block.moments[band];
      sum += moments.sum() + block.count * (moments.reference() - point);
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
  double meanSquare() throws IOException {
    return scatter() / Math.max(1, frames.stream().mapToLong(Frame::count).sum());
  }

  private double plainScatter() {
    double sum = 0;
    for (StoredBlock block : blocks) {
      for (int b = 0; b < bands(); b++) {
        sum += block.moments[b].squaresAround(center[b], block.count);
      }
    }
    return sum;
  }

  private double mappedScatter() throws IOException {
    SampleMoments all = SampleMoments.none(bands());
    MomentsPass pass = new MomentsPass(workers, type);
    for (Frame frame : frames) {
      all =
          all.plus(
              pass.of(frame, blocks.subList(frame.firstBlock(), frame.endBlock()))
                  .mapped(frame.harmonization()));
    }
    return all.inertia(space.metric());
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
  public ForkJoinSamples in(SpectralSpace other) {
    return new ForkJoinSamples(
        store, workers, kernel, leafPolicy, type, blocks, other, firstScene, true);
  }

  @Override
  public SampleSummary summary() {
    if (summary == null) {
      summary = summarize();
    }
    return summary;
  }

  @Override
  public double[][] gather(long[] ordinals) {
    double[][] rows = new double[ordinals.length][];
    int next = 0;
    long first = 0;
    for (StoredBlock block : blocks) {
      int start = next;
      while (next < ordinals.length && ordinals[next] < first + block.count) {
        next++;
      }
      int[] wanted = new int[next - start];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = (int) (ordinals[start + i] - first);
      }
      System.arraycopy(rows(block, wanted), 0, rows, start, wanted.length);
      first += block.count;
    }
    if (next < ordinals.length) {
      throw new IndexOutOfBoundsException(
          "There is no sample " + ordinals[next] + " among " + first + ".");
    }
    return rows;
  }

  /** Harmonised bands of samples of a block. */
  private double[][] rows(StoredBlock block, int[] wanted) {
    double[][] stored = new double[wanted.length][bands()];
    if (wanted.length == 0) {
      return stored;
    }
    Object room = type.newArray(block.count);
    for (int b = 0; b < bands(); b++) {
      Object values = block.values(b, 0, block.count, room);
      for (int i = 0; i < wanted.length; i++) {
        stored[i][b] = type.get(values, block.place(wanted[i]));
      }
    }
    AffineMap map = space.harmonization(block.scene - firstScene);
    return space.isPlain() ? stored : Arrays.stream(stored).map(map::of).toArray(double[][]::new);
  }

  @Override
  public double[][] at(int sourceBlock, int[] cells) {
    double[][] rows = new double[cells.length][];
    int[] samples = store.samples(sourceBlock, cells);
    int first = 0;
    for (StoredBlock block : store.blocksOf(sourceBlock)) {
      int start = first;
      int[] chosen =
          IntStream.range(0, cells.length)
              .filter(i -> samples[i] >= start && samples[i] < start + block.count)
              .toArray();
      double[][] found = rows(block, Arrays.stream(chosen).map(i -> samples[i] - start).toArray());
      for (int i = 0; i < chosen.length; i++) {
        rows[chosen[i]] = found[i];
      }
      first += block.count;
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
        store,
        workers,
        kernel,
        leafPolicy,
        type,
        blocksOfScene(scene),
        space.scene(scene),
        firstScene + scene,
        true);
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
    blocks.get(block).storeLabels(labels, 0, blocks.get(block).count);
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

  List<StoredBlock> storedBlocks() {
    return blocks;
  }

  List<StoredBlock> blocksOfScene(int scene) {
    return blocks.stream().filter(block -> block.scene == firstScene + scene).toList();
  }

  /** {@link PixelStore#takeForNotes}. */
  boolean takeForNotes(long bytes) {
    return store.takeForNotes(bytes);
  }

  LeafPolicy leafPolicy() {
    return leafPolicy;
  }

  BlockWorkers workers() {
    return workers;
  }

  @Override
  public SampleType type() {
    return type;
  }

  @Override
  public List<Frame> frames() {
    return frames;
  }

  /** The frame of a block. */
  int frameOf(StoredBlock block) {
    return space.isPlain() ? 0 : block.scene - firstScene;
  }

  /** Number of a block's scene in the space. */
  int sceneOf(StoredBlock block) {
    return block.scene - firstScene;
  }

  Chunk newChunk() {
    return new Chunk(kernel.maker(), type, bands());
  }
}
