/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The bodies, or the answers, that are on their way, and the end of those that take too much. No
 * new one is refused; the oldest or largest is ended instead. Whoever is quick is served, whatever
 * the slow ones do, so that a few of them can't lock out all others, not even those who share their
 * address. Safe for use by several threads.
 */
final class Transfers {
  private final Scheduler scheduler;
  private final TransferLimits limits;
  private final Set<Transfer> underWay = new LinkedHashSet<>();
  private long held;

  Transfers(Scheduler scheduler, TransferLimits limits) {
    this.scheduler = scheduler;
    this.limits = limits;
  }

  /**
   * A transfer begins.
   *
   * @param address of the client
   * @param end what ends it before it is done; called once at most, by any thread
   */
  Transfer begin(String address, Runnable end) {
    Transfer transfer = new Transfer(address, end);
    Transfer longest = null;
    synchronized (this) {
      underWay.add(transfer);
      if (underWay.stream().filter(transfer::isOfSameAddress).count() > limits.perAddress()) {
        longest = underWay.stream().filter(transfer::isOfSameAddress).findFirst().orElseThrow();
        remove(longest);
      }
      transfer.watch(System.nanoTime());
    }
    if (longest != null) {
      longest.end.run();
    }
    return transfer;
  }

  private void remove(Transfer transfer) {
    if (underWay.remove(transfer)) {
      held -= transfer.holds;
      transfer.timer.cancel();
    }
  }

  /** One of them. */
  final class Transfer {
    private final String address;
    private final Runnable end;
    private final long last;
    private long due;
    private long holds;
    private Scheduler.Task timer = () -> true;

    private Transfer(String address, Runnable end) {
      this.address = address;
      this.end = end;
      long now = System.nanoTime();
      last = now + limits.longest().toNanos();
      due = now + limits.window().toNanos();
    }

    private boolean isOfSameAddress(Transfer other) {
      return address.equals(other.address);
    }

    /** Bytes came, or went; those that are late stay late by what is missing of the rate. */
    void moved(long bytes) {
      synchronized (Transfers.this) {
        long earned = (long) (bytes * (1e9 / limits.rate()));
        long latest = System.nanoTime() + limits.window().toNanos();
        due = due + earned - latest < 0 ? due + earned : latest;
      }
    }

    /** How many bytes of memory it takes now. */
    void holds(long bytes) {
      Transfer most = null;
      synchronized (Transfers.this) {
        if (!underWay.contains(this)) {
          return;
        }
        held += bytes - holds;
        holds = bytes;
        if (held > limits.held()) {
          most = underWay.stream().max(Comparator.comparingLong(each -> each.holds)).orElseThrow();
          remove(most);
        }
      }
      if (most != null) {
        most.end.run();
      }
    }

    /** It is done. */
    void done() {
      synchronized (Transfers.this) {
        remove(this);
      }
    }

    private long left(long now) {
      return Math.min(due - now, last - now);
    }

    private void watch(long now) {
      timer = scheduler.schedule(this::check, Math.max(1, left(now)), TimeUnit.NANOSECONDS);
    }

    private void check() {
      synchronized (Transfers.this) {
        if (!underWay.contains(this)) {
          return;
        }
        long now = System.nanoTime();
        if (left(now) > 0) {
          watch(now);
          return;
        }
        remove(this);
      }
      end.run();
    }
  }
}
