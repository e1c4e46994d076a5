/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.iikmc.backend.spark.SparkBackend;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/**
 * The backend of a context that is starting: executors start while the driver looks at the scenes.
 *
 * @param spark waits for the context, and throws what kept it from starting
 */
record StartingBackend(Supplier<JavaSparkContext> spark) implements AssignmentBackend {
  private SparkBackend backend() {
    return new SparkBackend(spark.get());
  }

  @Override
  public String description() {
    return backend().description();
  }

  @Override
  public int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public boolean isScattered() {
    return true;
  }

  @Override
  public HeldSamples hold(SampleSource source, Progress progress) throws IOException {
    return backend().hold(source, progress);
  }

  @Override
  public LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress)
      throws IOException {
    return backend().label(source, signatures, space, progress);
  }
}
