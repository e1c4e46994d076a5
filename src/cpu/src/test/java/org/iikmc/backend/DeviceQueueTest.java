/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.iikmc.kmeans.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class DeviceQueueTest {
  private final DeviceQueue queue = new DeviceQueue();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void untilSoManyWait(int count) {
    while (queue.waiting() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoAsksFirstIsServedFirst() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> runs = new ArrayList<>();
    try (DeviceQueue.Turn turn = queue.take(Progress.NONE)) {
      for (int i = 0; i < 5; i++) {
        int number = i;
        runs.add(
            threads.submit(
                () -> {
                  try (DeviceQueue.Turn own = queue.take(Progress.NONE)) {
                    order.add(number);
                  }
                }));
        untilSoManyWait(i + 1);
      }
      assertThat(order).isEmpty();
    }
    for (Future<?> run : runs) {
      run.get();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aThreadMayTakeItsTurnAgainAndGivesItBackAsOften() throws Exception {
    DeviceQueue.Turn outer = queue.take(Progress.NONE);
    DeviceQueue.Turn inner = queue.take(Progress.NONE);
    Future<?> other = threads.submit(() -> queue.take(Progress.NONE).close());
    untilSoManyWait(1);
    inner.close();
    inner.close(); // once is enough
    assertThat(queue.waiting()).isEqualTo(1);
    outer.close();
    other.get();
  }

  @Test
  void whoeverWaitsCanGiveUp() throws Exception {
    AtomicBoolean canceled = new AtomicBoolean();
    Progress progress =
        new Progress() {
          @Override
          public boolean isCanceled() {
            return canceled.get();
          }
        };
    try (DeviceQueue.Turn turn = queue.take(Progress.NONE)) {
      Future<?> givesUp = threads.submit(() -> queue.take(progress).close());
      untilSoManyWait(1);
      Future<?> stays = threads.submit(() -> queue.take(Progress.NONE).close());
      untilSoManyWait(2);
      canceled.set(true);
      assertThatThrownBy(givesUp::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CancellationException.class);
      turn.close();
      stays.get();
    }
  }
}
