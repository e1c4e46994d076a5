/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

/**
 * An agent that does nothing. A JVM that is started with {@code -javaagent} and the plugin's jar
 * has that jar on its class path, and there TornadoVM reads the class file of the GPU's kernel: it
 * does not look into web applications. The plugin itself goes on to be loaded by its web
 * application.
 */
public final class ClassPathAgent {
  private ClassPathAgent() {}

  /** Called by the JVM when it starts. */
  public static void premain(String options) {
    // That the JVM has found this class is all that is needed.
  }
}
