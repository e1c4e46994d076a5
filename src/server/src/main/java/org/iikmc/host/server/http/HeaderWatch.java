/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that are open too long without the head of a request: Jetty's idle time-out
 * starts anew with each byte of it. Safe for use by several threads.
 */
public final class HeaderWatch implements Connection.Listener {
  private final Scheduler scheduler;
  private final Duration longest;
  private final int most;
  private final Map<Connection, State> open = new HashMap<>();
  private int waiting;

  /**
   * @param longest from the end of an answer, or the connection's begin, to the end of a head
   * @param most connections that wait for one; beyond, the one that waits longest is closed
   */
  public HeaderWatch(Scheduler scheduler, Duration longest, int most) {
    this.scheduler = scheduler;
    this.longest = longest;
    this.most = most;
  }

  /** A count, since the next request may begin before the end of the last is told. */
  private static final class State {
    private int requests;
    private long since = System.nanoTime();
    private Scheduler.Task timer;

    private boolean isWaiting() {
      return requests <= 0;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    Connection longestWaiting = null;
    synchronized (this) {
      State state = new State();
      open.put(connection, state);
      watch(connection, state, longest.toNanos());
      if (++waiting > most) {
        longestWaiting =
            open.entrySet().stream()
                .filter(each -> each.getValue().isWaiting())
                .min(Comparator.comparingLong(each -> each.getValue().since - state.since))
                .map(Map.Entry::getKey)
                .orElseThrow();
        forget(longestWaiting);
      }
    }
    if (longestWaiting != null) {
      longestWaiting.getEndPoint().close();
    }
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    forget(connection);
  }

  private void forget(Connection connection) {
    State state = open.remove(connection);
    if (state != null) {
      state.timer.cancel();
      waiting -= state.isWaiting() ? 1 : 0;
    }
  }

  /** A request's head is here. */
  synchronized void began(Connection connection) {
    count(connection, 1);
  }

  /** A request has its answer. */
  synchronized void ended(Connection connection) {
    count(connection, -1);
  }

  private void count(Connection connection, int more) {
    State state = open.get(connection);
    if (state != null) {
      waiting -= state.isWaiting() ? 1 : 0;
      state.requests += more;
      waiting += state.isWaiting() ? 1 : 0;
      state.since = System.nanoTime();
    }
  }

  private void watch(Connection connection, State state, long nanos) {
    state.timer = scheduler.schedule(() -> check(connection, state), nanos, TimeUnit.NANOSECONDS);
  }

  private void check(Connection connection, State state) {
    synchronized (this) {
      if (open.get(connection) != state) {
        return;
      }
      long left = longest.toNanos() - (System.nanoTime() - state.since);
      if (!state.isWaiting() || left > 0) {
        watch(connection, state, state.isWaiting() ? left : longest.toNanos());
        return;
      }
      forget(connection);
    }
    connection.getEndPoint().close();
  }
}
