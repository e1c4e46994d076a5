/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import org.iikmc.host.cli.Main;

/** The program as spark-submit starts it: the command line, with Spark's classes around it. */
public final class SparkProgram {
  private SparkProgram() {}

  /** Takes the arguments of the command line. */
  public static void main(String[] args) {
    Main.main(args);
  }
}
