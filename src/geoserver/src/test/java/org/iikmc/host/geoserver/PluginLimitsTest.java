/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLimitsTest {
  @TempDir Path folder;

  private PluginLimits read(String text) throws IOException {
    Files.writeString(folder.resolve(PluginLimits.FILE), text);
    return PluginLimits.read(folder);
  }

  @Test
  void withoutAFileThereAreDefaults() {
    PluginLimits limits = PluginLimits.read(folder);
    assertThat(limits.runs().runs()).isEqualTo(2);
    assertThat(limits.deviceMemory()).isEmpty();
  }

  @Test
  void anAdministratorLimitsTheMemoryOfTheDevice() throws IOException {
    assertThat(read("device.memory=3g\n").deviceMemory()).hasValue(3L << 30);
  }

  @Test
  void aValueThatMakesNoSenseLeavesTheDefault() throws IOException {
    PluginLimits limits = read("device.memory=much\nruns=3\n");
    assertThat(limits.deviceMemory()).isEmpty();
    assertThat(limits.runs().runs()).isEqualTo(3);
  }
}
