/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * What a file or folder is recognised by: while it stays equal, what was read of it holds; another
 * one may have its name later.
 *
 * @param key of the file system; null where there is none
 * @param modified when it was written last
 * @param size in bytes
 */
public record FileState(Object key, FileTime modified, long size) {
  /**
   * As it is now.
   *
   * @throws IOException if it is not there, or can't be asked
   */
  public static FileState of(Path path) throws IOException {
    BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileState(about.fileKey(), about.lastModifiedTime(), about.size());
  }

  /** What is said of a file that is not the one that was opened. */
  public static InputException wasChanged(Path file) {
    return new InputException(file, " was changed while it was read; run it again.");
  }

  /**
   * Whether there is a file or folder.
   *
   * @throws InputException if that can't be known, as of a server that is not reached or refuses to
   *     tell
   */
  static boolean exists(Path path) {
    if (FileBytes.isLocal(path)) {
      return Files.exists(path);
    }
    try {
      of(path);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new InputException(
          Problem.of(
              path,
              " can't be reached ("
                  + String.valueOf(root.getMessage()).lines().findFirst().orElse("").strip()
                  + "); check its address, and your right to read it."),
          e);
    }
  }
}
