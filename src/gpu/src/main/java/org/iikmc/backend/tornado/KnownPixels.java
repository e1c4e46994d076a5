/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.ValidityMask;

/**
 * Some pixels to check a kernel with: spread over the range of their type, some at its ends. The
 * same in each run.
 */
record KnownPixels(SampleType type, int bands) implements SampleSource {
  /** Several batches of the kernel, and no multiple of anything. */
  static final int COUNT = 2311;

  private static final int SEED = 20;

  /** Value of a pixel in a band, as the type holds it. */
  double[][] rows() {
    Random random = new Random(SEED);
    Object room = type.newArray(1);
    double[][] rows = new double[COUNT][bands];
    for (int i = 0; i < COUNT; i++) {
      for (int b = 0; b < bands; b++) {
        double share = i % 10 == 0 ? random.nextInt(2) : random.nextDouble();
        type.set(room, 0, least() + share * (most() - least()));
        rows[i][b] = type.get(room, 0);
      }
    }
    return rows;
  }

  /**
   * Centroids among the pixels. Every other is the mirror image of the one before it in one of
   * them, so that rounding alone decides where that pixel goes; the last is the first again.
   */
  double[][] centroids(int k, int seed) {
    Random random = new Random(seed);
    double[][] rows = rows();
    double[][] centroids = new double[k][bands];
    for (int c = 0; c < k; c++) {
      double[] mirror = rows[(c / 2 + seed) % COUNT];
      for (int b = 0; b < bands; b++) {
        centroids[c][b] =
            c % 2 == 1
                ? 2 * mirror[b] - centroids[c - 1][b]
                : mirror[b] + (random.nextDouble() - 0.5) / 3 * (most() - least());
      }
    }
    if (k > 2) {
      centroids[k - 1] = centroids[0].clone();
    }
    return centroids;
  }

  /** A space that mixes the bands. */
  SpectralSpace space() {
    Random random = new Random(SEED);
    double[][] matrix = new double[bands][bands];
    double[] offset = new double[bands];
    for (int i = 0; i < bands; i++) {
      offset[i] = random.nextGaussian();
      for (int j = 0; j < bands; j++) {
        matrix[i][j] = random.nextGaussian() / (most() - least());
      }
    }
    return SpectralSpace.euclidean(List.of(new AffineMap(matrix, offset)));
  }

  private double least() {
    return switch (type) {
      case UINT8, UINT16 -> 0;
      case INT16 -> Short.MIN_VALUE;
      case FLOAT32 -> -0.2;
    };
  }

  private double most() {
    return switch (type) {
      case UINT8 -> 0xFF;
      case UINT16 -> 0xFFFF;
      case INT16 -> Short.MAX_VALUE;
      case FLOAT32 -> 1.3;
    };
  }

  @Override
  public int scenes() {
    return 1;
  }

  @Override
  public List<Block> blocks() {
    return List.of(new Whole(this));
  }

  private record Whole(KnownPixels pixels) implements Block {
    @Override
    public int scene() {
      return 0;
    }

    @Override
    public int cells() {
      return COUNT;
    }

    @Override
    public SampleBlock open() {
      double[][] rows = pixels.rows();
      Object[] planes = new Object[pixels.bands];
      for (int b = 0; b < planes.length; b++) {
        planes[b] = pixels.type.newArray(COUNT);
        for (int i = 0; i < COUNT; i++) {
          pixels.type.set(planes[b], i, rows[i][b]);
        }
      }
      BitSet all = new BitSet();
      all.set(0, COUNT);
      return new SampleBlock(pixels.type, planes, ValidityMask.of(COUNT, all));
    }
  }
}
