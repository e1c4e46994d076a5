/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The launcher knows no Spark, and names what Spark asks of a JVM. */
class SparkOptionsTest {
  @Test
  void aJvmGetsWhatSparksOwnScriptsGive() {
    assertThat(SparkCommandLine.JVM_OPTIONS)
        .containsExactly(JavaModuleOptions.defaultModuleOptionArray());
  }
}
