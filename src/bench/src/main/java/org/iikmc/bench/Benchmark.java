/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import org.iikmc.host.cli.Launcher;

/** Starts {@link BenchCommand} as the product is started: with the Vector API, and enough heap. */
public final class Benchmark {
  private Benchmark() {}

  /** The entry point of the jar. */
  public static void main(String[] args) {
    new Launcher(BenchCommand.class, BenchCommand::run).start(args);
  }
}
