/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark;

import java.io.IOException;
import org.apache.spark.SparkConf;
import org.iikmc.host.cli.Main;
import org.iikmc.host.cli.ParentWatch;

/**
 * The program as spark-submit starts it: the command line, whose commands {@code cluster} and
 * {@code classify} compute on the cluster unless another device is asked for.
 */
public final class SparkProgram {
  private SparkProgram() {}

  /** Takes the arguments of the command line, and ends the JVM with its exit status. */
  public static void main(String[] args) throws IOException {
    ParentWatch.start();
    int status;
    try (SparkPlatform platform = new SparkPlatform(new SparkConf(true))) {
      status = Main.run(Main.program(platform), args);
    }
    System.exit(status);
  }
}
