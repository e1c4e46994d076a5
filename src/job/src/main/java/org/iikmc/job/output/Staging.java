/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.problem.InputException;

/**
 * New entries of a folder, files or whole folders, that get their names there together or not at
 * all, and only in the place of what runs wrote ({@link OwnFiles}). Whoever looks meanwhile sees
 * old entries or new ones, for a moment some of them only, never both kinds.
 *
 * <p>A run that is killed leaves what the package page describes; {@link #recover} and the next
 * commit in the folder finish what counts and remove the rest. They know by its lock whether a run
 * lives. On a file system without locks nothing of another run is touched.
 *
 * <p>Used by one thread; several can commit to one folder.
 */
public final class Staging implements Closeable {
  private final Path folder;
  private final Path work;
  private final LockFile lock;
  private final FileSteps steps;

  private Staging(Path folder, Path work, LockFile lock, FileSteps steps) {
    this.folder = folder;
    this.work = work;
    this.lock = lock;
    this.steps = steps;
  }

  /**
   * Begins entries for a folder.
   *
   * @param folder exists
   * @throws IOException if nothing can be written there
   */
  public static Staging in(Path folder) throws IOException {
    return in(folder, FileSteps.ON_DISK);
  }

  static Staging in(Path folder, FileSteps steps) throws IOException {
    LockFile lock = LockFile.make(folder);
    Staging staging = new Staging(folder, Commit.work(folder, lock.id()), lock, steps);
    try {
      Files.createDirectory(staging.work);
      Files.writeString(staging.work.resolve(Commit.ID), lock.id());
      Files.createDirectory(staging.entries());
      return staging;
    } catch (IOException e) {
      staging.close();
      throw e;
    }
  }

  /** Where the entries are written, under their names. Within the folder, so on its disk. */
  public Path entries() {
    return work.resolve(Commit.NEW);
  }

  /**
   * A file for what is still to be done after the commit. Whoever finds the run killed between the
   * commit and {@link #close} is given it: see {@link #recover(Path, Rest)}.
   */
  public Path note() {
    return work.resolve(Commit.NOTE);
  }

  /** Does what a run that was killed after its commit had still to do. */
  @FunctionalInterface
  public interface Rest {
    /**
     * Does it; it may have been begun.
     *
     * @param note that the run left
     * @throws IOException if it can't be done now; then it is tried again
     */
    void finish(Path note) throws IOException;
  }

  /** What belongs to a commit and is no file of the folder. */
  @FunctionalInterface
  public interface Completion {
    /**
     * Does it.
     *
     * @throws IOException if it can't be done; then nothing of it is
     */
    void complete() throws IOException;
  }

  /** Takes back an entry that was committed, because what was to follow has failed. */
  public void withdraw(String name) throws IOException {
    steps.move(folder.resolve(name), work.resolve(name));
  }

  /**
   * Sees, before there is anything to commit, that entries of these names can get their place.
   *
   * @throws InputException naming what stands there and was not written by a run
   */
  public static void check(Path folder, Collection<String> names) throws IOException {
    OwnFiles.replaced(folder, names);
  }

  /**
   * Gives all entries their names.
   *
   * @throws InputException if something stands there that was not written by a run; then, as with
   *     any exception, the folder is as it was
   */
  public void commit() throws IOException {
    commit(() -> {});
  }

  /**
   * The same, and something more that is done if and only if the entries have their names: if it
   * fails, the folder is as it was; if it is killed, it is for whoever finds the {@link #note}.
   *
   * @param rest done when all entries have their names
   * @throws InputException as {@link #commit()}
   */
  public void commit(Completion rest) throws IOException {
    sync(work);
    Commit commit = new Commit(folder, steps);
    List<String> names = OwnFiles.names(entries());
    commit.claim(work);
    try {
      commit.finish();
      rest.complete();
    } catch (IOException | RuntimeException e) {
      commit.undo(names, work);
      throw e;
    }
    try {
      commit.release(work);
    } catch (IOException e) {
      // Done all the same; the next commit takes the name.
    }
  }

  /** A name that counts while its content is still on its way to the disk would be half a file. */
  private static void sync(Path work) throws IOException {
    for (Path path : FolderTree.bottomUp(work)) {
      if (Files.isDirectory(path)) {
        syncFolder(path);
      } else {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
    }
  }

  static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows and some network file systems can't, and need not.
    }
  }

  /** Removes what was not committed, or what it replaced. What can't be is left to recovery. */
  @Override
  public void close() throws IOException {
    try {
      FolderTree.delete(work, steps);
    } catch (IOException e) {
      // Somebody has a file open; nothing depends on it.
    } finally {
      lock.close();
    }
  }

  /**
   * Finishes or removes what dead runs left in a folder; does nothing if it does not exist.
   *
   * @throws IOException if outputs of a dead run are on their way and can't get their place
   */
  public static void recover(Path folder) throws IOException {
    recover(folder, note -> {});
  }

  /**
   * The same in a folder whose runs leave notes.
   *
   * @param rest is given the notes
   */
  public static void recover(Path folder, Rest rest) throws IOException {
    recover(folder, rest, FileSteps.ON_DISK);
  }

  static void recover(Path folder, Rest rest, FileSteps steps) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<String> names;
    try {
      new Commit(folder, steps).finishOfDead();
      names = OwnFiles.names(folder);
    } catch (AccessDeniedException e) { // then no run of this user has been here
      return;
    }
    for (String name : names) {
      Optional<String> id = Commit.id(name);
      if (id.isPresent()) {
        removeIfDead(folder, id.get(), rest, steps);
      }
    }
  }

  private static void removeIfDead(Path folder, String id, Rest rest, FileSteps steps) {
    try {
      Optional<LockFile> dead = LockFile.takeOver(folder, id);
      if (dead.isPresent()) {
        try (LockFile own = dead.get()) {
          Path work = Commit.work(folder, id);
          new Commit(folder, steps).putBack(work);
          if (Commit.isDone(work) && Files.exists(work.resolve(Commit.NOTE))) {
            rest.finish(work.resolve(Commit.NOTE));
          }
          FolderTree.delete(work, steps);
        }
      }
    } catch (IOException e) {
      // No locks here, or no right to delete: it stays, and harms nobody.
    }
  }
}
