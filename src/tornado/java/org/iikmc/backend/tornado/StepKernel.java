/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import org.iikmc.kmeans.SampleType;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;

/**
 * What the device runs: assigns the samples of a tile and sums them by class, in one pass.
 *
 * <p>Work-groups of {@value #GROUP} stride over the tile, a batch of samples at a time. First each
 * work item finds the nearest centroid of its samples and leaves value and label in local memory;
 * then each adds up some (class, band) slots over the batch. No two work items write to one place,
 * and every sum is taken in a fixed order, so there are no atomics and equal input gives equal
 * bits.
 *
 * <p>Numbers given as {@code int} are constants to the compiler of the device: it unrolls the loops
 * over bands and classes and drops the branches of other sample types. Static methods over arrays
 * of the device are compiled into their callers; arrays in local memory can't be handed to them
 * (TornadoVM 5.2 addresses them wrongly there), which is why the step is one long method. Its name
 * must be none of OpenCL's own, of which {@code step} is one. And it has no {@code ||} before a
 * loop: TornadoVM 5.2 makes both ways of that run through the loop.
 */
final class StepKernel {
  /** Work items of a group. */
  static final int GROUP = 128;

  private static final int UINT8 = 0;
  private static final int UINT16 = 1;
  private static final int INT16 = 2;
  private static final int FLOAT32 = 3;

  /** Sums of squares from here on may overflow on the way to a score. */
  static final float NEAR_OVERFLOW = 0x1p120f;

  private StepKernel() {}

  /** The number by which the kernel knows a type: it can't be given an object. */
  static int typeNumber(SampleType type) {
    return switch (type) {
      case UINT8 -> UINT8;
      case UINT16 -> UINT16;
      case INT16 -> INT16;
      case FLOAT32 -> FLOAT32;
    };
  }

  /**
   * One step over samples {@code range[0]} to {@code range[1] - 1} of a tile.
   *
   * @param bytes samples of an unsigned 8-bit tile, band after band, {@code stride} values each;
   *     one of the three arrays has the samples, the others are not looked at
   * @param shorts samples of a 16-bit tile
   * @param floats samples of a float tile
   * @param labels of the samples; changed where another centroid is nearest
   * @param range first sample, end, and 1 if the samples have no labels yet, else 0
   * @param scores as {@link Scores} lays them out
   * @param centroids k × bands, in the units of the samples
   * @param partials one row per group: for each class the sums of its bands and its number of
   *     samples, and at the end of the row the number of changed labels. Integer samples are summed
   *     around their centre, others around zero
   * @param batch samples that a group takes at a time; at most 256, so that a float32 holds the sum
   *     of as many differences of 16 bits exactly
   * @param room floats in local memory: bands and a one for each sample of a batch
   */
  static void assignAndSum(
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
      int stride,
      int batch,
      int room,
      int groups) {
    int item = context.localIdx;
    int group = context.groupIdx;
    int from = range.get(0);
    int to = range.get(1);
    int unlabelled = range.get(2);
    // A column of ones counts; an odd number of columns keeps the banks of local memory apart.
    int columns = bands + 1;
    int width = columns | 1;
    int slots = k * columns;
    int row = group * (slots + 1);
    float[] values = context.allocateFloatLocalArray(room);
    int[] found = context.allocateIntLocalArray(batch);
    for (int slot = item; slot <= slots; slot += GROUP) {
      partials.set(row + slot, 0.0);
    }
    int[] changed = context.allocateIntLocalArray(GROUP);
    changed[item] = 0;
    for (int first = from + group * batch; first < to; first += groups * batch) {
      for (int s = item; s < batch; s += GROUP) {
        int sample = first + s;
        int label = -1;
        if (sample < to) {
          int at = s * width;
          float norm = 0;
          for (int b = 0; b < bands; b++) {
            float x = load(bytes, shorts, floats, type, b * stride + sample) - scores.get(b);
            values[at + b] = x;
            norm += x * x;
          }
          values[at + bands] = 1;
          float best = Float.MAX_VALUE;
          float second = Float.MAX_VALUE;
          label = 0;
          for (int c = 0; c < k; c++) {
            float score = scores.get(bands + c);
            for (int b = 0; b < bands; b++) {
              score += values[at + b] * scores.get(bands + k + c * bands + b);
            }
            second = Math.min(second, Math.max(best, score));
            if (score < best) {
              best = score;
              label = c;
            }
          }
          float bound =
              scores.get(bands + k + k * bands) * norm + scores.get(bands + k + k * bands + 1);
          // Where float32 can't tell, all centroids are looked at again, else none. What is not a
          // number is not greater, so that it is looked at too.
          float lead = norm < NEAR_OVERFLOW ? second - best : -1;
          int doubtful = lead > bound ? 0 : k;
          double least = Double.MAX_VALUE;
          for (int c = 0; c < doubtful; c++) {
            double distance = 0;
            for (int b = 0; b < bands; b++) {
              double x = load(bytes, shorts, floats, type, b * stride + sample);
              double y = centroids.get(c * bands + b);
              // As SquaredDistance does it, to the last bit: subtracting the negative square is
              // adding the square, but no compiler makes a fused multiply-add of it.
              distance -= (x - y) * (y - x);
            }
            if (distance < least) {
              least = distance;
              label = c;
            }
          }
          if (type == FLOAT32) {
            // Rounded around the centre; sums want them as they are.
            for (int b = 0; b < bands; b++) {
              values[at + b] = floats.get(b * stride + sample);
            }
          }
          int old = (labels.get(sample) & 0xFF) - unlabelled * 256;
          if (label != old) {
            labels.set(sample, (byte) label);
            changed[item] = changed[item] + 1;
          }
        }
        found[s] = label;
      }
      context.localBarrier();
      for (int slot = item; slot < slots; slot += GROUP) {
        int c = slot / columns;
        int at = slot - c * columns;
        if (type == FLOAT32) {
          double sum = 0;
          for (int s = 0; s < batch; s++) {
            if (found[s] == c) {
              sum += values[at];
            }
            at += width;
          }
          partials.set(row + slot, partials.get(row + slot) + sum);
        } else {
          float sum = 0;
          for (int s = 0; s < batch; s++) {
            if (found[s] == c) {
              sum += values[at];
            }
            at += width;
          }
          partials.set(row + slot, partials.get(row + slot) + sum);
        }
      }
      context.localBarrier();
    }
    context.localBarrier();
    if (item == 0) {
      double all = 0;
      for (int i = 0; i < GROUP; i++) {
        all += changed[i];
      }
      partials.set(row + slots, all);
    }
  }

  private static float load(
      ByteArray bytes, ShortArray shorts, FloatArray floats, int type, int at) {
    if (type == UINT8) {
      return bytes.get(at) & 0xFF;
    }
    if (type == UINT16) {
      return shorts.get(at) & 0xFFFF;
    }
    if (type == INT16) {
      return shorts.get(at);
    }
    return floats.get(at);
  }
}
