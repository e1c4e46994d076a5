/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.util.ArrayList;
import java.util.List;
import org.iikmc.host.cli.Launcher;

/**
 * A way to run the clustering of files.
 *
 * @param name for tables
 * @param jvm options of its JVM, beside those that the program gives itself
 * @param main name of the class that is started
 * @param arguments those that come before what all contenders are given
 */
public record Contender(String name, List<String> jvm, String main, List<String> arguments) {
  /** The plain float64 loop on one thread, which the program itself does not offer. */
  public static Contender sequential() {
    // This backend keeps all pixels in the heap, whatever --memory says.
    return new Contender(
        "sequential",
        List.of("-XX:MaxRAMPercentage=75", "-XX:+UseParallelGC"),
        SequentialCluster.class.getName(),
        List.of());
  }

  /** The program on the CPU. */
  public static Contender cpu(int threads) {
    return product(
        "CPU, " + threads + (threads == 1 ? " thread" : " threads"),
        List.of("--device", "cpu", "--threads", Integer.toString(threads)));
  }

  /** The program on the GPU, and whatever stays on the CPU on all cores. */
  public static Contender gpu() {
    return product("GPU", List.of("--device", "gpu"));
  }

  private static Contender product(String name, List<String> device) {
    List<String> arguments = new ArrayList<>(List.of("cluster", "--quiet"));
    arguments.addAll(device);
    return new Contender(name, List.of(), Launcher.class.getName(), arguments);
  }
}
