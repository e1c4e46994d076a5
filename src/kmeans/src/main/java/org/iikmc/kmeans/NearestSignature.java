/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Arrays;

/**
 * Labels the samples of a block that is held nowhere: what {@link SquaredDistance#nearest} says of
 * each, in the same arithmetic, a chunk at a time. Immutable and safe to share.
 */
public final class NearestSignature {
  /** Samples of all bands and their sums stay in the cache of a core. */
  private static final int CHUNK = 512;

  private final double[][] signatures;

  /**
   * @param signatures 1…{@value KMeansSettings#MAX_CLASSES} × bands, finite, in the units of the
   *     samples; copied
   */
  public NearestSignature(double[][] signatures) {
    if (signatures.length < 1 || signatures.length > KMeansSettings.MAX_CLASSES) {
      throw new IllegalArgumentException(
          signatures.length + " signatures; there must be 1 to " + KMeansSettings.MAX_CLASSES);
    }
    this.signatures = Arrays.stream(signatures).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Labels of a block, as a map wants them.
   *
   * @param cells receives 1…k in each valid cell, a tie to the lower, and 0 in the others, from its
   *     start
   */
  public void read(SampleBlock block, byte[] cells) {
    byte[] labels = new byte[block.count()];
    double[][] samples = new double[block.bands().length][CHUNK];
    double[] distance = new double[CHUNK];
    double[] least = new double[CHUNK];
    for (int from = 0; from < labels.length; from += CHUNK) {
      int n = Math.min(CHUNK, labels.length - from);
      for (int b = 0; b < samples.length; b++) {
        load(block.type(), block.bands()[b], from, n, samples[b]);
      }
      Arrays.fill(least, 0, n, Double.POSITIVE_INFINITY);
      for (int c = 0; c < signatures.length; c++) {
        measure(samples, signatures[c], n, distance);
        for (int i = 0; i < n; i++) {
          if (distance[i] < least[i]) {
            least[i] = distance[i];
            labels[from + i] = (byte) c;
          }
        }
      }
    }
    block.mask().spread(labels, cells);
  }

  /** Adds band after band, as {@link SquaredDistance#between} does for one sample. */
  private static void measure(double[][] samples, double[] signature, int n, double[] distance) {
    Arrays.fill(distance, 0, n, 0);
    for (int b = 0; b < signature.length; b++) {
      double[] band = samples[b];
      double component = signature[b];
      for (int i = 0; i < n; i++) {
        double difference = band[i] - component;
        distance[i] += difference * difference;
      }
    }
  }

  private static void load(SampleType type, Object values, int from, int n, double[] out) {
    switch (type) {
      case UINT8 -> {
        byte[] bytes = (byte[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = bytes[from + i] & 0xFF;
        }
      }
      case UINT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = shorts[from + i] & 0xFFFF;
        }
      }
      case INT16 -> {
        short[] shorts = (short[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = shorts[from + i];
        }
      }
      case FLOAT32 -> {
        float[] floats = (float[]) values;
        for (int i = 0; i < n; i++) {
          out[i] = floats[from + i];
        }
      }
    }
  }
}
