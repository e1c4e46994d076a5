/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.ProcessException;
import org.iikmc.backend.BackendSelector;
import org.iikmc.backend.Device;
import org.iikmc.backend.DeviceException;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Runs of the processes, within what the server allows all of them together. Safe for use by
 * several threads.
 */
public final class Runs {
  private static final int POLL_MILLIS = 200;
  private static final String DISMISSED =
      "The run was dismissed, or took longer than the server allows; nothing was written.";

  private final RunLimits limits;
  private final BackendSelector selector;
  private final Semaphore turns;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param selector whose backends share the memory for pixels
   */
  public Runs(RunLimits limits, BackendSelector selector) {
    this.limits = limits;
    this.selector = selector;
    this.turns = new Semaphore(limits.runs(), true);
  }

  /** What a process does. */
  interface Work<T> {
    T run(ListenerProgress progress) throws IOException;
  }

  /** Leave to compute, given back when closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Does the work of a process.
   *
   * @throws ProcessException whatever goes wrong, with a sentence for the user and no cause, since
   *     servers print causes
   */
  <T> T call(ProgressListener listener, Work<T> work) {
    try {
      return work.run(new ListenerProgress(listener));
    } catch (InputException e) {
      throw new ProcessException(isDismissed(listener) ? DISMISSED : UserMessage.of(e));
    } catch (DeviceException e) {
      throw new ProcessException(UserMessage.ofDevice(e));
    } catch (CancellationException e) {
      throw new ProcessException(DISMISSED);
    } catch (OutOfMemoryError e) {
      throw new ProcessException(UserMessage.outOfMemory(limits.where()));
    } catch (IOException | RuntimeException | Error e) {
      throw new ProcessException(isDismissed(listener) ? DISMISSED : UserMessage.ofFailure(e));
    }
  }

  /** A listener may stop a dismissed run by an exception of its own. */
  private static boolean isDismissed(ProgressListener listener) {
    return listener != null && listener.isCanceled();
  }

  /**
   * Waits until few enough other runs compute.
   *
   * @throws CancellationException if the user gives up meanwhile
   */
  Turn turn(ListenerProgress progress) {
    waiting.incrementAndGet();
    try {
      while (!turns.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.waiting();
        progress.checkCanceled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      waiting.decrementAndGet();
    }
    return turns::release;
  }

  /** How many compute just now. */
  public int computing() {
    return limits.runs() - turns.availablePermits();
  }

  /** How many wait for others to end. */
  public int waiting() {
    return waiting.get();
  }

  /** How many threads a run may have. */
  int threads() {
    return limits.threads();
  }

  /** How many pixels a run may have. */
  PixelLimit pixelLimit() {
    return new PixelLimit(limits.pixels(), limits.where());
  }

  /**
   * What computes.
   *
   * @throws InputException if the device can't be used
   */
  AssignmentBackend backend(Given given) {
    String name = given.get(Options.DEVICE_OF_RUN);
    Device device = Device.valueOf(name.toUpperCase(Locale.ROOT));
    Optional<String> reason = selector.reason(device);
    if (reason.isPresent()) {
      throw new InputException(
          Problem.option("device"),
          " " + name + " can't be used: " + reason.get() + "; use cpu or auto.");
    }
    long memory = given.find(Options.MEMORY_OF_RUN).orElse(limits.memory());
    return selector.create(
        device, limits.threads(), Math.min(memory, limits.memory()), limits.temporary());
  }
}
