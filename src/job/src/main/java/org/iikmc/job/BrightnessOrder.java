/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Progress;

/**
 * Another method, whose classes are numbered from dark to bright: by their place on the first
 * principal axis of the signatures, in harmonised values, each weighted by its pixels, so that a
 * small class of one run does not turn the axis. Bright is where the loadings of the axis are
 * positive on average; if they cancel out, where its first band grows. Classes at one place keep
 * their order.
 *
 * @param method that finds the classes; its history keeps the numbers that it found them by
 */
record BrightnessOrder(ClusteringMethod method) implements ClusteringMethod {
  /** Of the length of an axis, what rounding may leave of a sum that is 0. */
  private static final double ROUNDING = 1e-9;

  @Override
  public Run run(HeldSamples samples, Progress progress) throws IOException {
    Run found = method.run(samples, progress);
    Clustering clustering = found.clustering();
    double[][] ordered =
        Arrays.stream(order(clustering.signatures(), clustering.counts()))
            .mapToObj(c -> clustering.signatures()[c])
            .toArray(double[][]::new);
    // Labelled anew and not renamed: a pixel between two classes goes to the lower of the new ones.
    Assignment assignment = samples.assign(ordered.length);
    Assignment.Step step = assignment.step(ordered, progress);
    return new Run(
        new Clustering(
            ordered,
            step.counts(),
            step.inertia(),
            clustering.iterations(),
            clustering.stopReason(),
            clustering.rules()),
        assignment);
  }

  /** Numbers of the classes, from 0, in their new order. */
  static int[] order(double[][] signatures, long[] pixels) {
    double[] axis = axis(signatures, pixels);
    double[] places =
        Arrays.stream(signatures)
            .mapToDouble(
                row -> IntStream.range(0, axis.length).mapToDouble(b -> axis[b] * row[b]).sum())
            .toArray();
    return IntStream.range(0, places.length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> places[c])) // stable
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] axis(double[][] signatures, long[] pixels) {
    double[][] weighted = weighted(signatures, pixels);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(weighted.length, weighted[0].length, false, true, true);
    if (!svd.decompose(new DMatrixRMaj(weighted))) {
      throw new IllegalStateException("Signatures that are not finite.");
    }
    double[] values = svd.getSingularValues();
    DMatrixRMaj axes = svd.getV(null, true);
    int first = 0;
    for (int i = 1; i < values.length; i++) {
      first = values[i] > values[first] ? i : first;
    }
    double[] axis = new double[weighted[0].length];
    for (int b = 0; b < axis.length; b++) {
      // If all pixels are of one signature, brightness is the sum of the bands.
      axis[b] = values[first] > 0 ? axes.get(first, b) : 1;
    }
    double sum = Arrays.stream(axis).sum();
    double sign =
        Math.abs(sum) > ROUNDING
            ? sum
            : Arrays.stream(axis).filter(b -> Math.abs(b) > ROUNDING).findFirst().orElse(1);
    return sign < 0 ? Arrays.stream(axis).map(b -> -b).toArray() : axis;
  }

  /** Signatures from their common mean, by the root of the share of pixels that they have. */
  private static double[][] weighted(double[][] signatures, long[] pixels) {
    double all = Arrays.stream(pixels).sum();
    double[] mean = new double[signatures[0].length];
    for (int c = 0; c < signatures.length; c++) {
      for (int b = 0; b < mean.length; b++) {
        mean[b] += pixels[c] / all * signatures[c][b];
      }
    }
    double[][] weighted = new double[signatures.length][mean.length];
    for (int c = 0; c < signatures.length; c++) {
      for (int b = 0; b < mean.length; b++) {
        weighted[c][b] = Math.sqrt(pixels[c] / all) * (signatures[c][b] - mean[b]);
      }
    }
    return weighted;
  }
}
