/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private final List<StoredBlock> blocks;
  private final SampleHead head;
  private final boolean view;

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
        store.blocks().all(),
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
    this.blocks = blocks;
    this.view = view;
    List<BlockFacts> facts = blocks.stream().map(block -> block.facts).toList();
    head = new SampleHead(type, facts, space, firstScene, new Passes());
  }

  /** What is found by looking at the samples here. */
  private final class Passes implements SamplePasses {
    @Override
    public Map<Integer, double[][]> products(List<Frame> frames) throws IOException {
      return new MomentsPass(local()).run();
    }

    @Override
    public double[][] range(SpectralSpace space) {
      return RangePass.of(blocks, space, head.firstScene());
    }
  }

  /** What is known of the samples. */
  SampleHead head() {
    return head;
  }

  /** How the samples are computed with. */
  LocalBlocks local() {
    return new LocalBlocks(
        type(),
        bands(),
        blocks,
        frames(),
        !space().isPlain(),
        head.firstScene(),
        kernel,
        leafPolicy,
        store::takeForNotes,
        workers);
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
  public ForkJoinSamples in(SpectralSpace other) {
    return view(blocks, other, head.firstScene());
  }

  private ForkJoinSamples view(List<StoredBlock> some, SpectralSpace space, int firstScene) {
    return new ForkJoinSamples(
        store, workers, kernel, leafPolicy, type(), some, space, firstScene, true);
  }

  @Override
  public SampleSummary summary() {
    return head.summary();
  }

  @Override
  public double[][] gather(long[] ordinals) {
    double[][] rows = new double[ordinals.length][];
    for (SampleHead.Wanted wanted : head.find(ordinals)) {
      StoredBlock block = blocks.get(wanted.block());
      double[][] found =
          head.harmonized(block.facts.scene(), HeldBlocks.rows(block, wanted.samples()));
      System.arraycopy(found, 0, rows, wanted.firstRow(), found.length);
    }
    return rows;
  }

  @Override
  public double[][][] at(int[] sourceBlocks, int[][] cells) {
    double[][][] rows = new double[sourceBlocks.length][][];
    Arrays.setAll(
        rows,
        i -> {
          double[][] stored = store.blocks().at(sourceBlocks[i], cells[i]);
          List<StoredBlock> held = store.blocks().ofSource().get(sourceBlocks[i]);
          return held.isEmpty() ? stored : head.harmonized(held.get(0).facts.scene(), stored);
        });
    return rows;
  }

  @Override
  public Assignment assign(int k) {
    return new ForkJoinAssignment(this, k);
  }

  @Override
  public ForkJoinSamples scene(int scene) {
    int number = head.firstScene() + scene;
    return view(
        blocks.stream().filter(block -> block.facts.scene() == number).toList(),
        space().scene(scene),
        number);
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
    store.blocks().readLabels(sourceBlock, cells);
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    StatisticsPass pass = new StatisticsPass(local(), space(), signatures);
    return head.statistics(pass.run(progress), signatures.length);
  }

  @Override
  public Assignment.Step step(
      long changed, List<? extends ClassTotals> ofFrames, double[][] centroids) throws IOException {
    return head.step(changed, ofFrames, centroids);
  }

  List<StoredBlock> storedBlocks() {
    return blocks;
  }

  @Override
  public SampleType type() {
    return head.type();
  }

  @Override
  public List<Frame> frames() {
    return head.frames();
  }
}
