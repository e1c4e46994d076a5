/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is locked as long as a run lives: the system takes the lock from a process that is
 * killed. Its name has an id that no other run has, and who holds the lock deletes it.
 */
final class LockFile implements Closeable {
  private static final String PREFIX = ".iikmc-";
  private static final String ENDING = ".lock";

  /**
   * Of the ids of all runs of this JVM. Their locks are not looked at: where locks are POSIX's, to
   * close a file that one has locked is to lose the lock.
   */
  private static final long THIS_JVM = UUID.randomUUID().getMostSignificantBits();

  private final Path path;
  private final String id;
  private final FileChannel channel;

  private LockFile(Path path, String id, FileChannel channel) {
    this.path = path;
    this.id = id;
    this.channel = channel;
  }

  /**
   * Makes and locks the file of a new run. Where the file system has no locks it is only made:
   * others then can't know whether the run lives, and leave it alone.
   */
  static LockFile make(Path folder) throws IOException {
    while (true) {
      String id = new UUID(THIS_JVM, UUID.randomUUID().getLeastSignificantBits()).toString();
      Path path = path(folder, id);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      boolean locked;
      try {
        locked = channel.tryLock() != null;
      } catch (IOException e) {
        locked = true; // as good as
      }
      Optional<LockFile> mine = mine(path, id, channel, locked);
      if (mine.isPresent()) {
        return mine.get();
      } // else somebody took it for a leftover before it was locked
    }
  }

  /**
   * Takes the lock of a run that is dead; the file is made if it is missing.
   *
   * @return empty if the run lives, or somebody else was quicker
   * @throws IOException if the file system can't tell
   */
  static Optional<LockFile> takeOver(Path folder, String id) throws IOException {
    Path path = path(folder, id);
    if (UUID.fromString(id).getMostSignificantBits() == THIS_JVM && Files.exists(path)) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      return mine(path, id, channel, channel.tryLock() != null);
    } catch (OverlappingFileLockException e) { // another thread is about to do the same
      return mine(path, id, channel, false);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static Path path(Path folder, String id) {
    return folder.resolve(PREFIX + id + ENDING);
  }

  /** A lock on a file that was deleted meanwhile is worth nothing. */
  private static Optional<LockFile> mine(Path path, String id, FileChannel channel, boolean locked)
      throws IOException {
    if (locked && Files.exists(path)) {
      return Optional.of(new LockFile(path, id, channel));
    }
    channel.close();
    return Optional.empty();
  }

  /** Of the run. */
  String id() {
    return id;
  }

  /** Deletes the file, while it is still locked. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    }
  }
}
