/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.iikmc.job.options.ByteSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {
  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "512m, 536870912",
    "2g, 2147483648",
    "1.5G, 1610612736",
    "64 MB, -1",
    "3gb, 3221225472"
  })
  void readsWhatUsersWrite(String text, long bytes) {
    assertThat(ByteSize.parse(text).orElse(-1L)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "-1g", "1e9", "g", "99999999999999t", "0", "1k"})
  void refusesWhatIsNoAmountWithAnExample(String text) {
    assertThatThrownBy(() -> new MemorySize().convert(text))
        .hasMessage("'" + text + "' is no amount of memory; write for example 512m or 2g");
  }

  @Test
  void theDefaultIsWhatTheOptionsSay() {
    assertThat(ByteSize.parse(MemorySize.DEFAULT_TEXT)).contains(MemorySize.DEFAULT);
  }
}
