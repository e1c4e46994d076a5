/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.sequential;

import java.util.Arrays;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.sequential.SequentialBackend.LabelledBlock;

/** Assigns and sums one sample after the other. */
final class SequentialAssignment implements Assignment {
  private final SequentialSamples samples;
  private final int k;
  private boolean labelled;

  SequentialAssignment(SequentialSamples samples, int k) {
    this.samples = samples;
    this.k = k;
    samples.blocks().forEach(block -> Arrays.fill(block.labels(), -1));
  }

  @Override
  public Step step(double[][] centroids, Progress progress) {
    int bands = samples.bands();
    long changed = 0;
    long[] counts = new long[k];
    double[][] sums = new double[k][bands];
    double inertia = 0;
    double[][] whitened = samples.space().whitened(centroids);
    SpectralSample sample = new SpectralSample(samples.space());
    for (LabelledBlock block : samples.blocks()) {
      progress.checkCanceled();
      int[] labels = block.labels();
      for (int i = 0; i < labels.length; i++) {
        sample.read(block, samples.sceneOf(block), i);
        int label = SquaredDistance.nearest(sample.whitened(), whitened);
        if (label != labels[i]) {
          labels[i] = label;
          changed++;
        }
        counts[label]++;
        for (int b = 0; b < bands; b++) {
          sums[label][b] += sample.harmonized()[b];
        }
        inertia += SquaredDistance.between(sample.whitened(), whitened[label]);
      }
    }
    for (int c = 0; c < k; c++) {
      for (int b = 0; b < bands; b++) {
        sums[c][b] = counts[c] == 0 ? centroids[c][b] : sums[c][b] / counts[c];
      }
    }
    labelled = true;
    return new Step(changed, counts, sums, inertia);
  }

  @Override
  public void readLabels(int block, byte[] cells) {
    checkLabelled();
    LabelledBlock wanted = samples.source().get(block);
    byte[] labels = new byte[wanted.labels().length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) wanted.labels()[i];
    }
    wanted.samples().mask().spread(labels, cells);
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) {
    return statistics(samples.space(), signatures, progress);
  }

  @Override
  public LabelStatistics statistics(SpectralSpace space, double[][] signatures, Progress progress) {
    checkLabelled();
    int bands = samples.bands();
    long[][] counts = new long[space.scenes()][k];
    double[][] inertia = new double[space.scenes()][k];
    double[][] silhouette = new double[space.scenes()][k];
    double[] distances = new double[k];
    double[][] sums = new double[k][bands];
    double[][] squares = new double[k][bands];
    double[][] whitened = space.whitened(signatures);
    SpectralSample sample = new SpectralSample(space);
    for (LabelledBlock block : samples.blocks()) {
      progress.checkCanceled();
      int scene = samples.sceneOf(block);
      for (int i = 0; i < block.labels().length; i++) {
        sample.read(block, scene, i);
        int label = block.labels()[i];
        double own = SquaredDistance.between(sample.whitened(), whitened[label]);
        counts[scene][label]++;
        inertia[scene][label] += own;
        distances[label] += Math.sqrt(own);
        silhouette[scene][label] +=
            ClassFigures.silhouette(own, nearestOther(sample.whitened(), label, whitened));
        for (int b = 0; b < bands; b++) {
          double difference = sample.harmonized()[b] - signatures[label][b];
          sums[label][b] += difference;
          squares[label][b] += difference * difference;
        }
      }
    }
    double[][] spread = new double[k][bands];
    for (int c = 0; c < k; c++) {
      long n = 0;
      for (long[] scene : counts) {
        n += scene[c];
      }
      for (int b = 0; b < bands && n > 0; b++) {
        sums[c][b] /= n;
        double mean = sums[c][b];
        spread[c][b] = Math.sqrt(Math.max(0, squares[c][b] / n - mean * mean));
      }
    }
    return new LabelStatistics(counts, inertia, silhouette, spread, sums, distances);
  }

  private static double nearestOther(double[] sample, int label, double[][] signatures) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < signatures.length; c++) {
      if (c != label && signatures[c] != null) {
        nearest = Math.min(nearest, SquaredDistance.between(sample, signatures[c]));
      }
    }
    return nearest;
  }

  private void checkLabelled() {
    if (!labelled) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
  }
}
