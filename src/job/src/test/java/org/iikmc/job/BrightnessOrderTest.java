/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.ClusteringMethod;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.StopReason;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.Test;

class BrightnessOrderTest {
  private static int[] order(long[] pixels, double[]... signatures) {
    return BrightnessOrder.order(signatures, pixels);
  }

  @Test
  void fromDarkToBright() {
    long[] pixels = {5, 5, 5, 5};
    assertThat(order(pixels, row(40), row(10), row(30), row(20))).containsExactly(1, 3, 2, 0);
    assertThat(order(pixels, row(9, 9, 8), row(1, 2, 1), row(5, 5, 5), row(3, 3, 3)))
        .containsExactly(1, 3, 2, 0);
  }

  /** The axis is (3, -1) or its opposite; of these the first rises on average. */
  @Test
  void brightIsWhereLoadingsArePositiveOnAverage() {
    assertThat(order(new long[] {1, 1, 1}, row(-3, 1), row(3, -1), row(0, 0)))
        .containsExactly(0, 2, 1);
    assertThat(order(new long[] {1, 1, 1}, row(1, -3), row(-1, 3), row(0, 0)))
        .containsExactly(0, 2, 1);
  }

  @Test
  void whereLoadingsCancelOutTheFirstBandDecides() {
    assertThat(order(new long[] {1, 1}, row(4, -4), row(-4, 4))).containsExactly(1, 0);
    assertThat(order(new long[] {1, 1}, row(7, 4, -4), row(7, -4, 4))).containsExactly(1, 0);
  }

  @Test
  void classesAtOnePlaceKeepTheirOrder() {
    assertThat(order(new long[] {9, 9, 9, 9}, row(5), row(1), row(5), row(1)))
        .containsExactly(1, 3, 0, 2);
    assertThat(order(new long[] {9, 9}, row(3, 3), row(3, 3))).containsExactly(0, 1);
  }

  /** Few pixels that are odd do not turn the axis, as many would. */
  @Test
  void pixelsCount() {
    double[][] signatures = {row(10, 0), row(0, 0), row(5, -90)};
    assertThat(order(new long[] {1000, 1000, 1}, signatures)).containsExactly(1, 2, 0);
    assertThat(order(new long[] {1000, 1000, 1000}, signatures)[0]).isEqualTo(2);
  }

  @Test
  void emptyClassesHaveAPlaceToo() {
    assertThat(order(new long[] {0, 7, 0}, row(9, 9), row(5, 5), row(1, 2)))
        .containsExactly(2, 1, 0);
    assertThat(order(new long[] {4}, row(9, 9))).containsExactly(0);
  }

  private static double[] row(double... bands) {
    return bands;
  }

  /** 5 lies between 10 and 0: before it was of the first, 10; after it is of the first, 0. */
  @Test
  void pixelsAreLabelledByTheNewNumbers() throws IOException {
    double[][] found = {{10}, {0}};
    ClusteringMethod method =
        (samples, progress) -> {
          Assignment assignment = samples.assign(2);
          Assignment.Step step = assignment.step(found, progress);
          Clustering clustering =
              new Clustering(
                  found,
                  step.counts(),
                  step.inertia(),
                  List.of(),
                  StopReason.MAX_ITERATIONS,
                  Optional.empty());
          return new ClusteringMethod.Run(clustering, assignment);
        };
    ArraySource source =
        ArraySource.of(SampleType.UINT8, row(0), row(5), row(10), row(10), row(11));
    try (HeldSamples samples = new SequentialBackend().hold(source, Progress.NONE)) {
      assertThat(method.run(samples, Progress.NONE).clustering().counts()).containsExactly(4, 1);
      ClusteringMethod.Run run = new BrightnessOrder(method).run(samples, Progress.NONE);
      assertThat(run.clustering().signatures()).isDeepEqualTo(new double[][] {{0}, {10}});
      assertThat(run.clustering().counts()).containsExactly(2, 3);
      byte[] labels = new byte[5];
      run.assignment().readLabels(0, labels);
      assertThat(labels).containsExactly(1, 1, 2, 2, 2);
    }
  }
}
