/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.Problem;
import org.junit.jupiter.api.Test;

class CommandWordingTest {
  @Test
  void namesOptionsAsTheyAreTypedAndFilesAsTheyWereNamed() {
    assertThat(
            Problem.of(
                    Path.of("data", "b4.tif"),
                    " is masked; use ",
                    Problem.option("mask", "none"),
                    " or ",
                    Problem.option("skipEmpty", "true"),
                    ", or check ",
                    Problem.option("changeThreshold"),
                    ".")
                .in(new CommandWording()))
        .isEqualTo(
            Path.of("data", "b4.tif")
                + " is masked; use --mask none or --skip-empty, or check --change-threshold.");
  }

  @Test
  void saysWhichCommandsThereAre() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status = Main.commandLine(new PrintStream(errors, true, UTF_8)).execute("cluser", "a.tif");
    assertThat(status).isEqualTo(2);
    assertThat(errors.toString(UTF_8))
        .startsWith("iikmc: There is no command 'cluser', only cluster, classify, ")
        .endsWith("serve, devices. See: iikmc --help" + System.lineSeparator());
  }
}
