/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of many has to go. */
class GivingWayTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
  private final List<String> ended = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    scheduler.start();
  }

  @AfterEach
  void stop() throws Exception {
    scheduler.stop();
  }

  private Transfers.Transfer begin(Transfers transfers, String address, String name) {
    return transfers.begin(address, () -> ended.add(name));
  }

  @Test
  void theOldestOfAnAddressGoesAndNoneOfAnother() {
    Transfers transfers = new Transfers(scheduler, new TransferLimits(LONG, 1, LONG, 2, 99));
    begin(transfers, "other", "0");
    begin(transfers, "one", "1");
    Transfers.Transfer second = begin(transfers, "one", "2");
    assertThat(ended).isEmpty();
    begin(transfers, "one", "3");
    assertThat(ended).containsExactly("1");
    second.done();
    begin(transfers, "one", "4");
    assertThat(ended).containsExactly("1");
    begin(transfers, "one", "5");
    assertThat(ended).containsExactly("1", "3");
  }

  @Test
  void theLargestGoesAndItsMemoryIsFree() {
    Transfers transfers = new Transfers(scheduler, new TransferLimits(LONG, 1, LONG, 9, 99));
    Transfers.Transfer small = begin(transfers, "a", "small");
    Transfers.Transfer large = begin(transfers, "a", "large");
    small.holds(10);
    large.holds(89);
    assertThat(ended).isEmpty();
    small.holds(11);
    assertThat(ended).containsExactly("large");
    large.holds(90); // too late to count
    small.holds(99);
    small.done();
    begin(transfers, "b", "next").holds(99);
    assertThat(ended).containsExactly("large");
  }

  private AbstractConnection connection() {
    return new AbstractConnection(new ByteArrayEndPoint(), Runnable::run) {
      @Override
      public void onFillable() {}
    };
  }

  @Test
  void theConnectionThatWaitsLongestGoesAndNoneThatIsServed() {
    HeaderWatch watch = new HeaderWatch(scheduler, LONG, 2);
    List<AbstractConnection> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(connection());
    }
    watch.onOpened(all.get(0));
    watch.began(all.get(0));
    watch.onOpened(all.get(1));
    watch.onOpened(all.get(2));
    assertThat(all).allMatch(each -> each.getEndPoint().isOpen());
    watch.onOpened(all.get(3));
    assertThat(all.get(1).getEndPoint().isOpen()).isFalse();
    watch.onClosed(all.get(3));
    watch.began(all.get(0)); // the next request, before the last is told to be done
    watch.ended(all.get(0));
    watch.onOpened(all.get(4));
    assertThat(List.of(all.get(0), all.get(2), all.get(4)))
        .allMatch(each -> each.getEndPoint().isOpen());
  }
}
