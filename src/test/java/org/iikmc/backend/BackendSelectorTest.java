/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackendSelectorTest {
  private final BackendSelector selector =
      new BackendSelector(KernelChoice.scalar("chosen by the test"), new SampleMemory(1 << 20));

  @Test
  void autoTakesTheCpuAndSaysWithWhat() {
    assertThat(selector.create(Device.AUTO, 3, 1 << 20, Path.of("tmp")).description())
        .isEqualTo("CPU, 3 threads, scalar kernel");
    assertThat(selector.kernel().description()).isEqualTo("scalar kernel (chosen by the test)");
  }

  @ParameterizedTest
  @EnumSource(
      value = Device.class,
      names = {"GPU", "SPARK"})
  void whatIsNotThereIsRefusedWithTheReason(Device device) {
    String reason = selector.obstacle(device).orElseThrow();
    assertThatThrownBy(() -> selector.create(device, 1, 1 << 20, Path.of("tmp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  @Test
  void thisJvmHasAKernelOrAReason() {
    KernelChoice choice = new BackendSelector().kernel();
    assertThat(choice.name().contains("Vector API")).isEqualTo(choice.reason().isEmpty());
  }
}
