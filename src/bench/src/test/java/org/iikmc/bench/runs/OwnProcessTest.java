/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnProcessTest {
  @Test
  void givesBackWhatTheProgramWrote() throws Exception {
    OwnProcess process =
        OwnProcess.run(
            List.of("-Dgreeting=hello"),
            OwnProcess.classPath(),
            Echo.class.getName(),
            List.of("a b", "c"));
    assertThat(process.output()).isEqualTo("hello a b|c" + System.lineSeparator());
    assertThat(process.seconds()).isPositive();
  }

  @Test
  void failureTellsTheLastLine() {
    assertThatThrownBy(
            () ->
                OwnProcess.run(
                    List.of(), OwnProcess.classPath(), Echo.class.getName(), List.of("fail")))
        .isInstanceOf(IOException.class)
        .hasMessage("exit status 3: the reason");
  }

  /** The program of these tests. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) {
      if (args[0].equals("fail")) {
        System.out.println("much else");
        System.err.println("the reason");
        System.exit(3);
      }
      System.out.println(System.getProperty("greeting") + " " + String.join("|", args));
    }
  }
}
