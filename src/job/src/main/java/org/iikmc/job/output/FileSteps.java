/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The steps between which a run can be killed. */
interface FileSteps {
  /** On the disk. */
  FileSteps ON_DISK =
      new FileSteps() {
        @Override
        public void move(Path from, Path to) throws IOException {
          try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
          } catch (AtomicMoveNotSupportedException e) { // some layered file systems
            Files.move(from, to);
          }
        }

        @Override
        public void delete(Path path) throws IOException {
          Files.deleteIfExists(path);
        }
      };

  /** Renames an entry within one file system; a file takes the place of another at once. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file, or a folder that is empty. */
  void delete(Path path) throws IOException;
}
