/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder and all that is in it. */
public final class FolderTree {
  private FolderTree() {}

  /** All paths, what is in a folder before the folder; none if it is not there. */
  static List<Path> bottomUp(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  /** Deletes it, if it is there. */
  public static void delete(Path folder) throws IOException {
    delete(folder, FileSteps.ON_DISK);
  }

  static void delete(Path folder, FileSteps steps) throws IOException {
    List<Path> paths = bottomUp(folder);
    for (Path path : paths) {
      path.toFile().setWritable(true); // what is read-only can't be deleted, or nothing in it
    }
    for (Path path : paths) {
      steps.delete(path);
    }
  }
}
