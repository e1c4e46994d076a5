/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

/** What TornadoVM's exceptions say, in one line. */
final class Faults {
  private Faults() {}

  /** The first line of the innermost message. */
  static String text(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? "" : root.getMessage().strip();
    // It colours some of them for terminals.
    String line = message.lines().findFirst().orElse("").replaceAll("\\u001b\\[[0-9;]*m", "");
    return line.isBlank() ? root.getClass().getSimpleName() : line.strip();
  }
}
