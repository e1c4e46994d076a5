/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.iikmc.host.server.http.OwsException;

/** One run of a process, from being accepted to being forgotten. Safe for use by threads. */
final class Execution {
  /** Where a run is. */
  enum State {
    ACCEPTED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  /** An output in the form in which it is sent. */
  record Result(Path file, Format format) {}

  private final String id = UUID.randomUUID().toString();
  private final Processes.Description process;
  private final ExecuteRequest request;
  private final Instant created;
  private final Path folder;
  private final RunListener listener = new RunListener();

  private State state = State.ACCEPTED;
  private Instant ended;
  private OwsException failure;
  private Map<String, Result> results = Map.of();

  /**
   * @param runs folder in which this execution may make its own
   */
  Execution(Processes.Description process, ExecuteRequest request, Instant created, Path runs) {
    this.process = process;
    this.request = request;
    this.created = created;
    this.folder = runs.resolve(id);
  }

  String id() {
    return id;
  }

  Processes.Description process() {
    return process;
  }

  ExecuteRequest request() {
    return request;
  }

  Instant created() {
    return created;
  }

  /** Where its results go; it may not exist. */
  Path folder() {
    return folder;
  }

  RunListener listener() {
    return listener;
  }

  synchronized State state() {
    return state;
  }

  synchronized Optional<Instant> ended() {
    return Optional.ofNullable(ended);
  }

  synchronized OwsException failure() {
    return failure;
  }

  synchronized Map<String, Result> results() {
    return results;
  }

  /** Results come before the state, or a quick client would find a success without them. */
  synchronized void succeed(Map<String, Result> made, Instant now) {
    results = new LinkedHashMap<>(made);
    ended = now;
    state = State.SUCCEEDED;
    notifyAll();
  }

  synchronized void fail(OwsException reason, Instant now) {
    if (ended != null) {
      return;
    }
    failure = reason;
    ended = now;
    state = State.FAILED;
    notifyAll();
  }

  synchronized void start() {
    if (state == State.ACCEPTED) {
      state = State.RUNNING;
    }
  }

  /** Waits until it has ended. */
  synchronized void await() throws InterruptedException {
    while (ended == null) {
      wait();
    }
  }

  /** Whether it is to stay after its end, for clients that ask again. */
  boolean isKept() {
    return request.form() instanceof ExecuteRequest.DocumentForm form
        && (form.store()
            || form.outputs().stream().anyMatch(ExecuteRequest.OutputChoice::asReference));
  }
}
