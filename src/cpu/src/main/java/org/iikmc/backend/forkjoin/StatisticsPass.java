/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SquaredDistance;

/**
 * Figures of the labels that a step with the same signatures left. Blocks are cut into runs by
 * their scene and number alone, and the runs are added in order, so that the result does not depend
 * on the threads.
 */
final class StatisticsPass {
  /** Runs per scene: enough to share out, few enough to keep their figures. */
  private static final int RUNS = 64;

  /** Error of a squared distance from float32 that a silhouette may have. */
  private static final double LEAD_PRECISION = 1e-3;

  private final ForkJoinSamples samples;
  private final double[][] signatures;
  private final CenteredCentroids centered;

  StatisticsPass(ForkJoinSamples samples, double[][] signatures) {
    this.samples = samples;
    this.signatures = signatures;
    this.centered = new CenteredCentroids(signatures, samples.center());
  }

  LabelStatistics run(Progress progress) throws IOException {
    int scenes = samples.summary().perScene().length;
    int k = signatures.length;
    int bands = samples.bands();
    Totals all = new Totals(k, bands);
    Totals[] ofScenes = new Totals[scenes];
    long total = samples.summary().count();
    long done = 0;
    for (int scene = 0; scene < scenes; scene++) {
      List<StoredBlock> blocks = samples.blocksOfScene(scene);
      List<List<StoredBlock>> runs = runs(blocks);
      Totals[] totals = new Totals[runs.size()];
      samples
          .workers()
          .forEach(
              runs.size(),
              progress,
              () -> new Worker(samples.newChunk()),
              (worker, i) -> totals[i] = worker.measure(runs.get(i)));
      Totals ofScene = new Totals(k, bands);
      for (Totals run : totals) {
        ofScene.add(run);
      }
      ofScenes[scene] = ofScene;
      all.add(ofScene);
      done += blocks.stream().mapToLong(block -> block.count).sum();
      progress.report(Progress.Stage.MEASURE, done, total);
    }
    long[][] counts = new long[scenes][];
    double[][] inertia = new double[scenes][];
    double[][] silhouette = new double[scenes][];
    for (int scene = 0; scene < scenes; scene++) {
      counts[scene] = ofScenes[scene].counts;
      inertia[scene] = ofScenes[scene].inertia();
      silhouette[scene] = ofScenes[scene].silhouette;
    }
    return new LabelStatistics(counts, inertia, silhouette, all.spread());
  }

  private static List<List<StoredBlock>> runs(List<StoredBlock> blocks) {
    int size = (blocks.size() + RUNS - 1) / RUNS;
    List<List<StoredBlock>> runs = new ArrayList<>();
    for (int from = 0; from < blocks.size(); from += size) {
      runs.add(blocks.subList(from, Math.min(from + size, blocks.size())));
    }
    return runs;
  }

  /** What one thread does. */
  private final class Worker {
    private final Chunk chunk;
    private final double[] sample = new double[samples.bands()];

    Worker(Chunk chunk) {
      this.chunk = chunk;
    }

    Totals measure(List<StoredBlock> blocks) {
      Totals totals = new Totals(signatures.length, samples.bands());
      for (StoredBlock block : blocks) {
        float bound = centered.leadBound(samples.reach(block));
        for (int from = 0; from < block.count; from += chunk.capacity) {
          chunk.load(block, from);
          chunk.findNearest(centered);
          for (int i = 0; i < chunk.size(); i++) {
            chunk.sample(i, sample);
            add(totals, chunk.storedLabel(i) & 0xFF, chunk.lead[i], bound);
          }
        }
      }
      return totals;
    }

    private void add(Totals totals, int label, float lead, float bound) {
      double[] signature = signatures[label];
      double own = 0;
      int at = label * signature.length;
      for (int b = 0; b < signature.length; b++) {
        double difference = sample[b] - signature[b];
        double square = difference * difference;
        own += square;
        totals.sums[at + b] += difference;
        totals.squares[at + b] += square;
      }
      totals.counts[label]++;
      if (signatures.length > 1) {
        totals.silhouette[label] += silhouette(own, nearestOther(label, own, lead, bound));
      }
    }

    /**
     * Squared distance to the nearest other signature. The lead is half of what it is above the own
     * one, unless float32 does not tell it well.
     */
    private double nearestOther(int label, double own, float lead, float bound) {
      double other = own + 2.0 * lead;
      if (bound < LEAD_PRECISION * other) {
        return other;
      }
      other = Double.POSITIVE_INFINITY;
      for (int c = 0; c < signatures.length; c++) {
        if (c != label) {
          other = Math.min(other, SquaredDistance.between(sample, signatures[c]));
        }
      }
      return other;
    }

    /** Simplified silhouette (b - a)/max(a, b), where b is never below a. */
    private static double silhouette(double squaredA, double squaredB) {
      return squaredB > 0 ? 1 - Math.sqrt(squaredA / squaredB) : 0;
    }
  }

  /** Sums over some samples. */
  private static final class Totals {
    private final int bands;
    private final long[] counts;
    private final double[] silhouette;

    /** Differences to the own signature, by class and band, and their squares. */
    private final double[] sums;

    private final double[] squares;

    Totals(int k, int bands) {
      this.bands = bands;
      counts = new long[k];
      silhouette = new double[k];
      sums = new double[k * bands];
      squares = new double[k * bands];
    }

    void add(Totals other) {
      for (int c = 0; c < counts.length; c++) {
        counts[c] += other.counts[c];
        silhouette[c] += other.silhouette[c];
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += other.sums[i];
        squares[i] += other.squares[i];
      }
    }

    double[] inertia() {
      double[] inertia = new double[counts.length];
      for (int i = 0; i < squares.length; i++) {
        inertia[i / bands] += squares[i];
      }
      return inertia;
    }

    double[][] spread() {
      double[][] spread = new double[counts.length][bands];
      for (int c = 0; c < counts.length; c++) {
        for (int b = 0; b < bands && counts[c] > 0; b++) {
          double mean = sums[c * bands + b] / counts[c];
          double variance = squares[c * bands + b] / counts[c] - mean * mean;
          spread[c][b] = Math.sqrt(Math.max(0, variance));
        }
      }
      return spread;
    }
  }
}
