/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.job.output.FolderTree;

/**
 * The runs of a server: so many at once, so many more waiting, none longer than allowed, and none
 * kept for ever. What a run writes lies in a folder of its own, which goes with it. Safe for use by
 * several threads.
 */
final class Executions implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(Executions.class.getName());
  private static final int SWEEP_SECONDS = 5;
  private static final int STOP_SECONDS = 20;

  private final ProcessRunner runner;
  private final ServerLimits limits;
  private final Path runs;
  private final Clock clock;
  private final ThreadPoolExecutor workers;

  /** For what takes a moment and need not wait for hours of computing. */
  private final ThreadPoolExecutor clerk;

  private final ScheduledExecutorService timer;
  private final Map<String, Execution> known = new LinkedHashMap<>();

  /**
   * @param runs folder for results; what a killed server left there is removed
   */
  Executions(ProcessRunner runner, ServerLimits limits, Path runs, Clock clock) throws IOException {
    this.runner = runner;
    this.limits = limits;
    this.runs = runs;
    this.clock = clock;
    FolderTree.delete(runs);
    workers = threads(limits.runs(), "iikmc-run");
    clerk = threads(1, "iikmc-clerk");
    timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "iikmc-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private ThreadPoolExecutor threads(int count, String name) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(Math.max(1, limits.queued())),
        work -> new Thread(work, name));
  }

  /**
   * Has a process run.
   *
   * @param mayWrite what the client is allowed to
   * @throws OwsException if too many wait already
   */
  Execution submit(Processes.Description process, ExecuteRequest request, boolean mayWrite) {
    Execution execution = new Execution(process, request, clock.instant(), runs);
    synchronized (known) {
      known.put(execution.id(), execution);
    }
    try {
      (process.computes() ? workers : clerk).execute(() -> run(execution, mayWrite));
    } catch (RejectedExecutionException e) {
      forget(execution);
      throw new OwsException(
          "ServerBusy",
          null,
          limits.runs()
              + " runs are computing and "
              + limits.queued()
              + " are waiting, which is all that this server allows; ask again later.");
    }
    return execution;
  }

  private void run(Execution execution, boolean mayWrite) {
    if (execution.state() != Execution.State.ACCEPTED) {
      return; // dismissed while it was waiting
    }
    execution.start();
    ScheduledFuture<?> limit =
        timer.schedule(
            () -> execution.listener().setCanceled(true),
            limits.runTime().toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      execution.succeed(runner.run(execution, mayWrite), clock.instant());
    } catch (OwsException e) {
      execution.fail(e, clock.instant());
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.SEVERE, e, () -> "Run " + execution.id() + " failed");
      execution.fail(
          OwsException.of("The run failed on the server; its log tells why."), clock.instant());
    } finally {
      limit.cancel(false);
      boolean dismissed = known(execution.id()).isEmpty();
      if (dismissed || execution.state() == Execution.State.FAILED) {
        removeQuietly(execution.folder());
      }
      log(execution);
    }
  }

  private void log(Execution execution) {
    Duration duration = Duration.between(execution.created(), clock.instant());
    LOGGER.info(
        () ->
            "run "
                + execution.id()
                + " "
                + execution.process().identifier()
                + " "
                + execution.state()
                + " "
                + duration.toMillis()
                + " ms"
                + (execution.failure() == null
                    ? ""
                    : " " + execution.failure().getMessage().replaceAll("\\s+", " ")));
  }

  Optional<Execution> find(String id) {
    sweep();
    return known(id);
  }

  private Optional<Execution> known(String id) {
    synchronized (known) {
      return Optional.ofNullable(known.get(id));
    }
  }

  /** All that are known, in the order in which they were accepted. */
  List<Execution> all() {
    synchronized (known) {
      return new ArrayList<>(known.values());
    }
  }

  /** Stops a run if it has not ended, and forgets it. */
  void dismiss(Execution execution) {
    execution.listener().setCanceled(true);
    execution.fail(OwsException.of("The process execution has been dismissed"), clock.instant());
    forget(execution);
  }

  /** Takes its results away. */
  void forget(Execution execution) {
    synchronized (known) {
      known.remove(execution.id());
    }
    removeQuietly(execution.folder());
  }

  /** When a run that has ended is forgotten. */
  Instant expires(Execution execution) {
    return execution.ended().orElse(clock.instant()).plus(limits.resultAge());
  }

  /** Forgets what is too old, and the oldest of too many. */
  void sweep() {
    List<Execution> ended =
        all().stream().filter(each -> each.ended().isPresent() && each.isKept()).toList();
    int surplus = ended.size() - limits.results();
    for (int i = 0; i < ended.size(); i++) {
      if (i < surplus || expires(ended.get(i)).isBefore(clock.instant())) {
        forget(ended.get(i));
      }
    }
  }

  private static void removeQuietly(Path folder) {
    try {
      FolderTree.delete(folder);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, e, () -> "Results can't be removed: " + folder);
    }
  }

  /** Stops all runs and takes all results away. */
  @Override
  public void close() {
    workers.shutdown();
    clerk.shutdown();
    all().forEach(this::dismiss);
    timer.shutdownNow();
    try {
      for (ThreadPoolExecutor each : List.of(workers, clerk)) {
        if (!each.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
          each.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    removeQuietly(runs);
  }
}
