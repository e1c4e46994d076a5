/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.iikmc.raster.InputException;

/**
 * A folder that gets all outputs of a job or none: they are written beside each other in a hidden
 * folder within it and moved to their names at the end.
 */
public final class OutputFolder implements Closeable {
  private final Path folder;
  private final Path staging;
  private final List<Path> made;

  /**
   * Makes the folder if it is missing.
   *
   * @throws InputException if nothing can be written there
   */
  public OutputFolder(Path folder) {
    this.folder = folder;
    staging = folder.resolve(".iikmc-" + UUID.randomUUID());
    made = missing(folder);
    try {
      Files.createDirectories(folder);
      Files.createDirectory(staging);
    } catch (IOException e) {
      removeMadeFolders();
      throw new InputException(
          "The output folder "
              + folder
              + " can't be written to ("
              + reason(e)
              + "); choose another with --out.",
          e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }

  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path each = folder.toAbsolutePath();
        each != null && !Files.exists(each);
        each = each.getParent()) {
      missing.add(each);
    }
    return missing;
  }

  /** Where to write an output that is to have this name. */
  public Path file(String name) {
    return staging.resolve(name);
  }

  /** Writes a text output. */
  void write(String name, String text) throws IOException {
    Files.writeString(file(name), text);
  }

  /** Gives all outputs their final names, replacing older ones. */
  public void commit() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(staging)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      Path target = folder.resolve(file.getFileName());
      if (Files.isDirectory(target)) {
        throw new InputException(target + " is a folder where an output must go; remove it.");
      }
    }
    for (Path file : files) {
      Path target = folder.resolve(file.getFileName());
      try {
        Files.move(
            file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    made.clear();
  }

  /** Removes what was not committed, and the folder if this made it for nothing. */
  @Override
  public void close() throws IOException {
    if (Files.exists(staging)) {
      try (Stream<Path> all = Files.walk(staging)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
    removeMadeFolders();
  }

  private void removeMadeFolders() {
    for (Path path : made) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        return; // somebody else has put something there
      }
    }
  }
}
