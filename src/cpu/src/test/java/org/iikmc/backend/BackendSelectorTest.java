/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.junit.jupiter.api.Test;

class BackendSelectorTest {
  private final BackendSelector selector = with(new GpuSearch(NO_PROVIDERS, OptionalLong.empty()));

  private static final ClassLoader NO_PROVIDERS =
      ServiceLoaders.offering(GpuProvider.class, List.of());

  private static BackendSelector with(GpuSearch gpus) {
    return new BackendSelector(
        KernelChoice.scalar("chosen by the test"), new SampleMemory(1 << 20), gpus);
  }

  @Test
  void autoTakesTheCpuAndSaysWithWhat() {
    assertThat(selector.create(Device.AUTO, 3, 1 << 20, Path.of("tmp")).description())
        .isEqualTo("CPU, 3 threads, scalar kernel; no GPU: this build has no GPU backend");
    assertThat(selector.create(Device.CPU, 3, 1 << 20, Path.of("tmp")).description())
        .isEqualTo("CPU, 3 threads, scalar kernel");
    assertThat(selector.kernel().description()).isEqualTo("scalar kernel (chosen by the test)");
  }

  @Test
  void autoTakesAnAcceleratorAndLeavesTheProcessorInDisguise() {
    BackendSelector accelerator = with(found(FakeGpu.Accelerator.class));
    assertThat(accelerator.reasonForCpu()).isEmpty();
    assertThat(description(accelerator, Device.AUTO)).isEqualTo("fake GPU, or the CPU");
    assertThat(description(accelerator, Device.GPU)).isEqualTo("fake GPU");
    assertThat(description(accelerator, Device.CPU)).startsWith("CPU");

    BackendSelector disguised = with(found(FakeGpu.Processor.class));
    assertThat(description(disguised, Device.AUTO))
        .endsWith("; no GPU: the only device, fake GPU, is the CPU itself");
    assertThat(disguised.obstacle(Device.GPU)).isEmpty();
    assertThat(description(disguised, Device.GPU)).isEqualTo("fake GPU");
  }

  @Test
  void memoryOfTheDeviceReachesTheProvider() {
    GpuSearch search =
        new GpuSearch(
            ServiceLoaders.offering(
                GpuProvider.class, List.of(FakeGpu.Accelerator.class.getName())),
            OptionalLong.of(123));
    assertThat(search.gpu().orElseThrow().memory()).isEqualTo(123);
  }

  private static GpuSearch found(Class<? extends GpuProvider> provider) {
    return new GpuSearch(
        ServiceLoaders.offering(GpuProvider.class, List.of(provider.getName())),
        OptionalLong.empty());
  }

  private static String description(BackendSelector selector, Device device) {
    return selector.create(device, 1, 1 << 20, Path.of("tmp")).description();
  }

  @Test
  void whatIsNotThereIsRefusedWithTheReason() {
    String reason = selector.obstacle(Device.GPU).orElseThrow();
    assertThatThrownBy(() -> selector.create(Device.GPU, 1, 1 << 20, Path.of("tmp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  @Test
  void thisJvmHasAKernelOrAReason() {
    KernelChoice choice = new BackendSelector().kernel();
    assertThat(choice.name().contains("Vector API")).isEqualTo(choice.reason().isEmpty());
  }
}
