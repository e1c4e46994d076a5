/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import java.util.Optional;
import java.util.OptionalLong;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/** A GPU that has a name and computes nothing. */
public record FakeGpu(boolean isAccelerator, long memory) implements Gpu {
  /** Provides an accelerator. */
  public static final class Accelerator implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) {
      return new FakeGpu(true, memory.orElse(1000));
    }
  }

  /** Provides the processor in the guise of a device. */
  public static final class Processor implements GpuProvider {
    @Override
    public Gpu open(OptionalLong memory) {
      return new FakeGpu(false, memory.orElse(1000));
    }
  }

  @Override
  public String name() {
    return "fake GPU";
  }

  @Override
  public Optional<String> fault() {
    return Optional.empty();
  }

  @Override
  public double copyRate() {
    return 1e9;
  }

  @Override
  public AssignmentBackend backend(ForkJoinBackend host, boolean instead) {
    return new AssignmentBackend() {
      @Override
      public String description() {
        return name() + (instead ? ", or the CPU" : "");
      }

      @Override
      public int threads() {
        return host.threads();
      }

      @Override
      public HeldSamples hold(SampleSource source, Progress progress) {
        throw new UnsupportedOperationException();
      }

      @Override
      public LabelStream label(
          SampleSource source, double[][] signatures, SpectralSpace space, Progress progress) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
