/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import org.iikmc.kmeans.problem.InputException;

/** Files that a command is to make: nothing that a user has is replaced. */
final class NewFile {
  private NewFile() {}

  /**
   * Sees that a file can be made, before the work that goes into it is done.
   *
   * @param option that names it
   * @param file null if it is not wanted
   * @throws InputException if it exists, or its folder does not
   */
  static void check(String option, Path file) {
    if (file == null) {
      return;
    }
    Path whole = file.toAbsolutePath();
    if (Files.exists(whole) || !Files.isDirectory(whole.getParent())) {
      throw new InputException(
          option
              + " is "
              + file
              + ", which exists already, or lies in a folder that does not; name another file.");
    }
  }
}
