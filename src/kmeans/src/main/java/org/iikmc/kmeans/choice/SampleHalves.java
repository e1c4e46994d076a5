/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.quality.Contingency;
import org.iikmc.kmeans.seeding.Ordinals;
import org.iikmc.kmeans.sequential.SequentialBackend;

/**
 * Two halves of a random choice of pixels, to see whether both give the same classes (A. Ben-Hur,
 * A. Elisseeff and I. Guyon, "A stability based method for discovering structure in clustered
 * data", 2002, doi:10.1142/9789812799623_0002). All pixels in their order, scene after scene, are
 * cut into {@value #STRETCHES} stretches, of which the even ones are one half and the odd ones the
 * other: so the halves are pieces of the ground, not neighbours. The pixels are held in memory.
 */
public final class SampleHalves {
  /** Pixels of both halves together. */
  public static final int MOST_SAMPLES = 100_000;

  private static final int STRETCHES = 256;

  private final List<HeldSamples> halves;

  private SampleHalves(List<HeldSamples> halves) {
    this.halves = halves;
  }

  /**
   * Halves of samples.
   *
   * @param samples in the space of stored values
   * @param seed of the choice
   */
  public static SampleHalves of(HeldSamples samples, long seed) throws IOException {
    long[] perScene = samples.summary().perScene();
    long count = samples.summary().count();
    long[] ordinals = Ordinals.random(count, MOST_SAMPLES, seed);
    double[][] rows = samples.gather(ordinals);
    long stretch = Math.max(1, (count + STRETCHES - 1) / STRETCHES);
    List<HeldSamples> halves = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      List<List<double[]>> scenes = new ArrayList<>();
      long end = 0;
      int next = 0;
      for (long own : perScene) {
        end += own;
        List<double[]> taken = new ArrayList<>();
        for (; next < ordinals.length && ordinals[next] < end; next++) {
          if (ordinals[next] / stretch % 2 == half) {
            taken.add(rows[next]);
          }
        }
        scenes.add(taken);
      }
      MemorySource source = new MemorySource(samples.bands(), scenes);
      halves.add(new SequentialBackend().hold(source, Progress.NONE));
    }
    return new SampleHalves(halves);
  }

  /**
   * Clusters each half for itself, and labels the pixels of both halves with the signatures of
   * either.
   *
   * @param method by which each half finds k classes, with a start of its own
   * @param space of the samples
   * @param progress asked whether to go on; nothing is reported
   * @return the adjusted Rand index of the two labellings, at most 1; NaN if a half has fewer
   *     pixels than classes
   */
  public double agreement(ClusteringMethod method, int k, SpectralSpace space, Progress progress)
      throws IOException {
    List<HeldSamples> own = halves.stream().map(half -> half.in(space)).toList();
    if (own.stream().anyMatch(half -> half.summary().count() < k)) {
      return Double.NaN;
    }
    double[][][] signatures = new double[own.size()][][];
    for (int half = 0; half < signatures.length; half++) {
      signatures[half] = method.run(own.get(half), progress.quiet()).clustering().signatures();
    }
    long[][] counts = new long[k][k];
    double[][] first = space.whitened(signatures[0]);
    double[][] second = space.whitened(signatures[1]);
    for (HeldSamples half : own) {
      long[] all = LongStream.range(0, half.summary().count()).toArray();
      for (double[] row : space.whitened(half.gather(all))) {
        counts[SquaredDistance.nearest(row, first)][SquaredDistance.nearest(row, second)]++;
      }
    }
    return new Contingency(counts).adjustedRand();
  }
}
