/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeakMemoryTest {
  @Test
  void readsTheHighWaterMarkInBytes() {
    String status = "Name:\tjava\nVmPeak:\t 9000 kB\nVmHWM:\t    1234 kB\nVmRSS:\t 1000 kB\n";
    assertThat(PeakMemory.ofStatus(status)).hasValue(1234 * 1024);
  }

  @Test
  void processThatIsEndingHasNone() {
    assertThat(PeakMemory.ofStatus("Name:\tjava\nState:\tZ (zombie)\n")).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void thisProcessHasSome() {
    // A JVM does not run in a megabyte.
    assertThat(PeakMemory.ofLargest(ProcessHandle.current()).orElse(0)).isGreaterThan(1 << 20);
  }
}
