/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.nio.file.Path;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/**
 * The CPU backend. Immutable; each call of {@link #hold} has a thread pool, memory and temporary
 * file of its own, so that several runs can go on at once.
 */
public final class ForkJoinBackend implements AssignmentBackend {
  private final KernelChoice kernel;
  private final int threads;
  private final long memory;
  private final SampleMemory shared;
  private final Path temporary;
  private final LeafPolicy leafPolicy;
  private final String remark;

  /**
   * @param threads at least 1
   * @param memory bytes of samples and labels that a run may keep on the heap; what exceeds it goes
   *     to a memory-mapped file
   * @param shared of which they are taken
   * @param temporary folder for that file; made if it is missing
   */
  public ForkJoinBackend(
      KernelChoice kernel, int threads, long memory, SampleMemory shared, Path temporary) {
    this(kernel, threads, memory, shared, temporary, LeafPolicy.MEASURED, "");
  }

  private ForkJoinBackend(
      KernelChoice kernel,
      int threads,
      long memory,
      SampleMemory shared,
      Path temporary,
      LeafPolicy leafPolicy,
      String remark) {
    this.leafPolicy = leafPolicy;
    this.kernel = kernel;
    this.threads = threads;
    this.memory = memory;
    this.shared = shared;
    this.temporary = temporary;
    this.remark = remark;
  }

  /** The same, with a remark on why it was chosen at the end of its description. */
  public ForkJoinBackend remarking(String text) {
    return new ForkJoinBackend(kernel, threads, memory, shared, temporary, leafPolicy, "; " + text);
  }

  /** The same with another policy. */
  ForkJoinBackend ordering(LeafPolicy policy) {
    return new ForkJoinBackend(kernel, threads, memory, shared, temporary, policy, remark);
  }

  @Override
  public String description() {
    return "CPU, "
        + (threads == 1 ? "1 thread, " : threads + " threads, ")
        + kernel.name()
        + remark;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public StoredSamples hold(SampleSource source, Progress progress) throws IOException {
    BlockWorkers workers = new BlockWorkers(threads);
    try {
      PixelStore store = PixelStore.read(source, memory, shared, temporary, workers, progress);
      return new ForkJoinSamples(
          store, workers, kernel, leafPolicy, source.type(), source.bands(), source.scenes());
    } catch (Throwable e) {
      workers.close();
      throw e;
    }
  }

  @Override
  public LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress) {
    return new ForkJoinLabelStream(source, signatures, space, new BlockWorkers(threads), progress);
  }
}
