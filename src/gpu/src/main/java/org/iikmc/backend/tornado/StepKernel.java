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
 * work item finds the nearest centroids of {@value #TOGETHER} samples, which share what it loads of
 * the centroids, and leaves values and labels in local memory. Then the batch is summed by other
 * work items: each has a band, or the count, and a part of the batch, and sums of its own for all
 * classes in local memory, which are added to the group's row from time to time. No two work items
 * write to one place, and every sum is taken in a fixed order, so there are no atomics and equal
 * input gives equal bits.
 *
 * <p>Numbers given as {@code int} are constants to the compiler of the device: it unrolls the loops
 * over bands and classes and drops the branches of other sample types. Static methods over arrays
 * of the device are compiled into their callers; arrays in local memory can't be handed to them
 * (TornadoVM 5.2 addresses them wrongly there), and arrays of a work item's own would be slow (they
 * get no registers from its PTX compiler), which is why the step is one long method with numbered
 * variables. Its name must be none of OpenCL's own, of which {@code step} is one. And it has no
 * {@code ||} before a loop: TornadoVM 5.2 makes both ways of that run through the loop.
 */
final class StepKernel {
  /** Work items of a group. */
  static final int GROUP = 128;

  /** Samples that a work item assigns together. */
  static final int TOGETHER = 4;

  /** A float32 holds the sum of so many differences of 16 bits exactly. */
  static final int EXACT = 256;

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
   * One step over some samples of a tile.
   *
   * @param bytes samples of an unsigned 8-bit tile, band after band; one of the three arrays has
   *     the samples, the others are not looked at
   * @param shorts samples of a 16-bit tile
   * @param floats samples of a float tile
   * @param labels of the samples; changed where another centroid is nearest. After the last goes
   *     the number of the step
   * @param range first sample; end; 1 if the samples have no labels yet, else 0; values from a band
   *     to the next; work-groups; number of the step; 1 if stored values are mapped, else 0
   * @param scores as {@link Scores} lays them out
   * @param centroids where distances are Euclidean, k × bands; after them the matrix that takes
   *     stored values there, bands × bands, and its offset
   * @param partials one row per group: for each class the sums of its bands and its number of
   *     samples, and at the end of the row the number of changed labels and that of the step.
   *     Integer samples are summed around their centre, others around zero
   * @param batch samples that a group takes at a time
   * @param held numbers of the scores that are copied into local memory: all, or 1 for none
   * @param parts of a batch that are summed side by side; 0 if local memory has no room for sums,
   *     which are then taken in {@code partials}. A part has at most {@value #EXACT} samples
   * @param sums numbers in local memory: parts × (bands + 1) × (classes + 1), at least one
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
      int batch,
      int held,
      int parts,
      int sums) {
    int item = context.localIdx;
    int group = context.groupIdx;
    int from = range.get(0);
    int to = range.get(1);
    int unlabelled = range.get(2);
    int stride = range.get(3);
    int groups = range.get(4);
    int step = range.get(5);
    int mapped = range.get(6);
    // A column of ones counts; an odd number of columns keeps the banks of local memory apart.
    int columns = bands + 1;
    int width = columns | 1;
    int lanes = parts * columns;
    int slots = k * columns;
    int row = group * (slots + 2);
    // From a class to the next, where sums are taken.
    int next = parts > 0 ? lanes : columns;
    int quarter = batch / TOGETHER;
    float relative = scores.get(columns * (k + 1) - 1);
    float absolute = scores.get(columns * (k + 1));
    float[] near = context.allocateFloatLocalArray(held);
    float[] values = context.allocateFloatLocalArray(batch * width);
    float[] bounds = context.allocateFloatLocalArray(batch);
    int[] found = context.allocateIntLocalArray(batch);
    float[] floatSums = context.allocateFloatLocalArray(type == FLOAT32 ? 1 : sums);
    double[] doubleSums = context.allocateDoubleLocalArray(type == FLOAT32 ? sums : 1);
    int[] changed = context.allocateIntLocalArray(GROUP);
    changed[item] = 0;
    if (held > 1) {
      for (int i = item; i < held; i += GROUP) {
        near[i] = scores.get(i);
      }
    }
    for (int i = item; i < sums; i += GROUP) {
      if (type == FLOAT32) {
        doubleSums[i] = 0;
      } else {
        floatSums[i] = 0;
      }
    }
    for (int slot = item; slot < slots; slot += GROUP) {
      partials.set(row + slot, 0.0);
    }
    context.globalBarrier();
    context.localBarrier();
    int pace = groups * batch;
    // So many samples that the sums of a part in local memory stay exact.
    int round = Math.max(1, EXACT * parts / batch) * pace;
    for (int start = from + group * batch; start < to; start += round) {
      int end = Math.min(to, start + round);
      for (int first = start; first < end; first += pace) {
        if (item < quarter) {
          for (int j = 0; j < TOGETHER; j++) {
            int s = item + j * quarter;
            int sample = Math.min(first + s, to - 1);
            float norm = 0;
            for (int b = 0; b < bands; b++) {
              float x = load(bytes, shorts, floats, type, b * stride + sample) - scores.get(b);
              values[s * width + b] = x;
              norm += x * x;
            }
            // Nothing is known of scores that may overflow: the square is infinite.
            bounds[s] = norm < NEAR_OVERFLOW ? relative * norm + absolute : norm * norm;
            values[s * width + bands] = (labels.get(sample) & 0xFF) - unlabelled * 256;
          }
          int at0 = item * width;
          int at1 = at0 + quarter * width;
          int at2 = at1 + quarter * width;
          int at3 = at2 + quarter * width;
          float best0 = Float.MAX_VALUE;
          float best1 = Float.MAX_VALUE;
          float best2 = Float.MAX_VALUE;
          float best3 = Float.MAX_VALUE;
          float second0 = Float.MAX_VALUE;
          float second1 = Float.MAX_VALUE;
          float second2 = Float.MAX_VALUE;
          float second3 = Float.MAX_VALUE;
          int label0 = 0;
          int label1 = 0;
          int label2 = 0;
          int label3 = 0;
          for (int c = 0; c < k; c++) {
            float score0 = held > 1 ? near[bands + c] : scores.get(bands + c);
            float score1 = score0;
            float score2 = score0;
            float score3 = score0;
            for (int b = 0; b < bands; b++) {
              int i = bands + k + c * bands + b;
              float component = held > 1 ? near[i] : scores.get(i);
              score0 += values[at0 + b] * component;
              score1 += values[at1 + b] * component;
              score2 += values[at2 + b] * component;
              score3 += values[at3 + b] * component;
            }
            second0 = Math.min(second0, Math.max(best0, score0));
            second1 = Math.min(second1, Math.max(best1, score1));
            second2 = Math.min(second2, Math.max(best2, score2));
            second3 = Math.min(second3, Math.max(best3, score3));
            label0 = score0 < best0 ? c : label0;
            label1 = score1 < best1 ? c : label1;
            label2 = score2 < best2 ? c : label2;
            label3 = score3 < best3 ? c : label3;
            best0 = Math.min(best0, score0);
            best1 = Math.min(best1, score1);
            best2 = Math.min(best2, score2);
            best3 = Math.min(best3, score3);
          }
          // Where float32 can't tell, all k are looked at again. What is not a number is not
          // greater, so that it is looked at too.
          found[item] = second0 - best0 > bounds[item] ? label0 : -k;
          found[item + quarter] = second1 - best1 > bounds[item + quarter] ? label1 : -k;
          found[item + 2 * quarter] = second2 - best2 > bounds[item + 2 * quarter] ? label2 : -k;
          found[item + 3 * quarter] = second3 - best3 > bounds[item + 3 * quarter] ? label3 : -k;
          for (int s = item; s < batch; s += quarter) {
            int sample = first + s;
            int at = s * width;
            if (sample < to) {
              int label = found[s];
              if (label < 0) {
                int doubtful = -label;
                label = 0;
                double least = Double.MAX_VALUE;
                for (int c = 0; c < doubtful; c++) {
                  double distance = 0;
                  for (int b = 0; b < bands; b++) {
                    double x = load(bytes, shorts, floats, type, b * stride + sample);
                    if (mapped == 1) {
                      // As AffineMap does it. Here too no fused multiply-add may be made.
                      int line = (k + b) * bands;
                      x = centroids.get((k + bands) * bands + b);
                      for (int i = 0; i < bands; i++) {
                        double part = load(bytes, shorts, floats, type, i * stride + sample);
                        x -= centroids.get(line + i) * -part;
                      }
                    }
                    double y = centroids.get(c * bands + b);
                    // As SquaredDistance does it, to the last bit. Subtracting the negative square
                    // is adding the square, but TornadoVM makes no fused multiply-add of it; what
                    // compiles its OpenCL may, and does not pass the check then.
                    distance -= (x - y) * (y - x);
                  }
                  if (distance < least) {
                    least = distance;
                    label = c;
                  }
                }
              }
              if (type == FLOAT32) {
                // Rounded around the centre; sums want them as they are.
                for (int b = 0; b < bands; b++) {
                  values[at + b] = floats.get(b * stride + sample);
                }
              }
              if (label != values[at + bands]) {
                labels.set(sample, (byte) label);
                changed[item] = changed[item] + 1;
              }
              found[s] = label * next;
            } else {
              // Summed like the others, but nobody looks at the sums of a class too many.
              found[s] = k * next;
            }
            values[at + bands] = 1;
          }
        }
        context.localBarrier();
        if (parts == 0) {
          int count = Math.min(batch, to - first);
          for (int column = item; column < columns; column += GROUP) {
            for (int s = 0; s < count; s++) {
              int at = row + found[s] + column;
              partials.set(at, partials.get(at) + values[s * width + column]);
            }
          }
        } else {
          for (int lane = item; lane < lanes; lane += GROUP) {
            int part = lane / columns;
            int value = part * width + lane - part * columns;
            for (int i = 0; i < batch / parts; i++) {
              int at = found[part + i * parts] + lane;
              if (type == FLOAT32) {
                doubleSums[at] = doubleSums[at] + values[value + i * (parts * width)];
              } else {
                floatSums[at] = floatSums[at] + values[value + i * (parts * width)];
              }
            }
          }
        }
        context.localBarrier();
      }
      if (parts > 0) {
        for (int slot = item; slot < slots; slot += GROUP) {
          int c = slot / columns;
          double sum = 0;
          for (int part = 0; part < parts; part++) {
            int at = c * lanes + part * columns + slot - c * columns;
            if (type == FLOAT32) {
              sum += doubleSums[at];
              doubleSums[at] = 0;
            } else {
              sum += floatSums[at];
              floatSums[at] = 0;
            }
          }
          partials.set(row + slot, partials.get(row + slot) + sum);
        }
      }
    }
    context.localBarrier();
    if (item == 0) {
      double all = 0;
      for (int i = 0; i < GROUP; i++) {
        all += changed[i];
      }
      partials.set(row + slots, all);
      partials.set(row + slots + 1, step);
      if (group == 0) {
        labels.set(stride, (byte) step);
      }
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
