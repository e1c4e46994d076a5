/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.iikmc.backend.DeviceQueue;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/**
 * The GPU backend: the samples are read and kept by the CPU backend, and copied to the device,
 * which does the steps. Each call of {@link #hold} waits until no other run has the device.
 */
final class TornadoBackend implements AssignmentBackend {
  private final TornadoGpu gpu;
  private final ForkJoinBackend host;
  private final boolean instead;

  /** Why the host had to do the steps of a run, or some of them. */
  private final AtomicReference<String> refusal = new AtomicReference<>();

  TornadoBackend(TornadoGpu gpu, ForkJoinBackend host, boolean instead) {
    this.gpu = gpu;
    this.host = host;
    this.instead = instead;
  }

  @Override
  public String description() {
    return Optional.ofNullable(refusal.get())
        .map(reason -> host.remarking("no GPU: " + reason).description())
        .orElse("GPU, " + gpu.name());
  }

  @Override
  public int threads() {
    return host.threads();
  }

  @Override
  public HeldSamples hold(SampleSource source, Progress progress) throws IOException {
    StoredSamples stored = host.hold(source, progress);
    try {
      DeviceQueue.Turn turn = gpu.queue().take(progress);
      return new TornadoSamples(stored, new DeviceRun(gpu, stored, turn, this::refuse));
    } catch (Throwable e) {
      stored.close();
      throw e;
    }
  }

  /** By the CPU: a block goes through once, and reading and writing it take longer. */
  @Override
  public LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress) {
    return host.label(source, signatures, space, progress);
  }

  /** Whether the host may go on instead of the device, which can't for a reason. */
  private boolean refuse(String reason) {
    if (instead) {
      refusal.set(reason);
    }
    return instead;
  }
}
