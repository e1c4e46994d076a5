/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

/**
 * Ends this process when the one that launched it is gone, even if it was killed without a chance.
 */
public final class ParentWatch {
  /** System property with the process id of the launcher. */
  static final String PROPERTY = "iikmc.launcher";

  private ParentWatch() {}

  /** Begins to watch, if this process was launched by another of this program. */
  public static void start() {
    Long pid = Long.getLong(PROPERTY);
    if (pid != null) {
      ProcessHandle.of(pid)
          .ifPresentOrElse(
              parent -> parent.onExit().thenRun(ParentWatch::end),
              () -> System.exit(Main.INTERRUPTED));
    }
  }

  /** Without a file handle left no process can be seen, and all seem to be gone. */
  private static void end() {
    if (ProcessHandle.of(ProcessHandle.current().pid()).isPresent()) {
      System.exit(Main.INTERRUPTED);
    }
  }
}
