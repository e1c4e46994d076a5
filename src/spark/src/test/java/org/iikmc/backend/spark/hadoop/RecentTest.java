/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static HadoopPath path(String name) {
    return new HadoopFileSystem(new HadoopSchemes.Hdfs(), "host").getPath("/" + name);
  }

  @Test
  void theYoungestAreKept() {
    Recent<Integer> recent = new Recent<>(2, Duration.ofHours(1));
    recent.put(path("a"), 1);
    recent.put(path("b"), 2);
    recent.put(path("a"), 3);
    recent.put(path("c"), 4);
    assertThat(recent.get(path("a"))).contains(3);
    assertThat(recent.get(path("b"))).isEmpty();
    assertThat(recent.get(path("c"))).contains(4);
  }

  @Test
  void nothingIsKeptForNoTime() {
    Recent<Integer> recent = new Recent<>(2, Duration.ZERO);
    recent.put(path("a"), 1);
    assertThat(recent.get(path("a"))).isEmpty();
  }
}
