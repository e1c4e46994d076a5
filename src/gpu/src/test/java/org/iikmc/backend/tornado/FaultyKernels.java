/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;

/** Kernels of devices that go wrong. All arguments are used, as TornadoVM wants it. */
final class FaultyKernels {
  private FaultyKernels() {}

  /** Compiles and runs, but calls every pixel class 0 and sums nothing. */
  static void wrong(
      KernelContext context,
      ByteArray bytes,
      ShortArray shorts,
      FloatArray floats,
      ByteArray labels,
      IntArray range,
      FloatArray scores,
      DoubleArray centroids,
      DoubleArray partials,
      int type,
      int bands,
      int k,
      int batch,
      int held,
      int parts,
      int sums) {
    int item = context.globalIdx;
    int row = k * (bands + 1) + 2;
    if (item < range.get(1)) {
      labels.set(item, (byte) 0);
    }
    if (item < range.get(4)) {
      for (int i = 0; i < row - 1; i++) {
        partials.set(item * row + i, 0.0);
      }
      partials.set(item * row + row - 1, range.get(5));
    }
    if (item == 0) {
      labels.set(range.get(3), (byte) range.get(5));
      float unused = scores.get(0) + (float) centroids.get(0) + bytes.get(0) + shorts.get(0);
      partials.set(0, unused + floats.get(0));
    }
  }

  /** Writes nothing, as if it had never been run. */
  static void idle(
      KernelContext context,
      ByteArray bytes,
      ShortArray shorts,
      FloatArray floats,
      ByteArray labels,
      IntArray range,
      FloatArray scores,
      DoubleArray centroids,
      DoubleArray partials,
      int type,
      int bands,
      int k,
      int batch,
      int held,
      int parts,
      int sums) {
    if (range.get(1) < 0) {
      labels.set(0, bytes.get(0));
      float unused = scores.get(0) + (float) centroids.get(0) + shorts.get(0);
      partials.set(0, unused + floats.get(0));
    }
  }

  /**
   * Right for float samples, but brings no labels back after two steps, and nothing after three;
   * later with known pixels, so that it passes the check, whose last two steps map them.
   */
  static void failing(
      KernelContext context,
      ByteArray bytes,
      ShortArray shorts,
      FloatArray floats,
      ByteArray labels,
      IntArray range,
      FloatArray scores,
      DoubleArray centroids,
      DoubleArray partials,
      int type,
      int bands,
      int k,
      int batch,
      int held,
      int parts,
      int sums) {
    int group = context.globalIdx;
    int groups = range.get(4);
    int step = range.get(5);
    int right = range.get(1) == KnownPixels.COUNT ? 4 : 2;
    int columns = bands + 1;
    int row = group * (k * columns + 2);
    if (step <= right + 1 && group < groups) {
      for (int i = 0; i <= k * columns; i++) {
        partials.set(row + i, 0.0);
      }
      for (int sample = range.get(0) + group; sample < range.get(1); sample += groups) {
        double least = Double.MAX_VALUE;
        int nearest = 0;
        for (int c = 0; c < k; c++) {
          double distance = 0;
          for (int b = 0; b < bands; b++) {
            double place = floats.get(b * range.get(3) + sample);
            if (range.get(6) == 1) {
              place = centroids.get((k + bands) * bands + b);
              for (int i = 0; i < bands; i++) {
                double value = floats.get(i * range.get(3) + sample);
                place -= centroids.get((k + b) * bands + i) * -value;
              }
            }
            double difference = place - centroids.get(c * bands + b);
            distance += difference * difference;
          }
          if (distance < least) {
            least = distance;
            nearest = c;
          }
        }
        int before = range.get(2) == 1 ? -1 : labels.get(sample) & 0xFF;
        if (before != nearest) {
          partials.set(row + k * columns, partials.get(row + k * columns) + 1);
        }
        labels.set(sample, (byte) nearest);
        int sum = row + nearest * columns;
        for (int b = 0; b < bands; b++) {
          partials.set(sum + b, partials.get(sum + b) + floats.get(b * range.get(3) + sample));
        }
        partials.set(sum + bands, partials.get(sum + bands) + 1);
      }
      partials.set(row + k * columns + 1, step);
    }
    if (group == 0 && step <= right) {
      labels.set(range.get(3), (byte) step);
    }
    if (range.get(1) < 0) {
      float unused = scores.get(0) + bytes.get(0) + shorts.get(0);
      partials.set(0, unused);
    }
  }
}
