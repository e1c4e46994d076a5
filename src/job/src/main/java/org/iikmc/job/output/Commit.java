/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.output;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The moves that give outputs their place. Where they are is the journal: what is still in {@code
 * .iikmc-commit/new} has yet to be moved, so that they can be gone on with after a kill between any
 * two. The name is taken by one run at a time, since a folder is not renamed onto one that is not
 * empty.
 */
final class Commit {
  /** Within a work folder: whose it is, what is to come, what goes. */
  static final String ID = "id";

  static final String NEW = "new";
  static final String NOTE = "note";
  private static final String OLD = "old";

  private static final String PREFIX = ".iikmc-";
  private static final Pattern OF_RUN =
      Pattern.compile("\\.iikmc-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.lock)?");
  private static final int POLL_MILLIS = 20;
  private static final int MOST_ATTEMPTS = 100;

  private final Path folder;
  private final Path commit;
  private final FileSteps steps;

  Commit(Path folder, FileSteps steps) {
    this.folder = folder;
    this.commit = folder.resolve(PREFIX + "commit");
    this.steps = steps;
  }

  static Path work(Path folder, String id) {
    return folder.resolve(PREFIX + id);
  }

  /** The run of a work folder or a lock, by its name; empty if it is neither. */
  static Optional<String> id(String name) {
    Matcher matcher = OF_RUN.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** From now on, what is in a work folder counts. Waits while others commit. */
  void claim(Path work) throws IOException {
    for (int attempt = 1; ; attempt++) {
      while (!finishOfDead()) {
        pause();
      }
      try {
        steps.move(work, commit);
        Staging.syncFolder(folder);
        return;
      } catch (FileSystemException e) { // mostly because somebody was quicker
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another run moved its outputs");
    }
  }

  /** Moves all that has not been moved yet. First old away, then new in: never both are seen. */
  void finish() throws IOException {
    Path fresh = commit.resolve(NEW);
    mergeLists(fresh);
    List<String> names = OwnFiles.names(fresh);
    List<String> replaced = OwnFiles.replaced(folder, names);
    if (!replaced.isEmpty()) {
      Path old = Files.createDirectories(commit.resolve(OLD));
      for (String name : replaced) {
        steps.move(folder.resolve(name), old.resolve(name));
      }
    }
    for (String name : inOrder(names)) {
      steps.move(fresh.resolve(name), folder.resolve(name));
    }
    Staging.syncFolder(folder);
    steps.delete(fresh);
  }

  /** The old list is there until all that it lists, and is to go, has gone. */
  private void mergeLists(Path fresh) throws IOException {
    if (Files.exists(fresh.resolve(OwnFiles.NAME)) && Files.exists(folder.resolve(OwnFiles.NAME))) {
      Path merged = commit.resolve(OwnFiles.NAME);
      OwnFiles.of(folder).with(OwnFiles.of(fresh)).write(merged);
      steps.move(merged, fresh.resolve(OwnFiles.NAME)); // replaced without a moment between
    }
  }

  /**
   * Maps before what is beside them, which would else be taken for a part of an earlier map when
   * this goes on after a kill; and the list last, without which nothing more is replaced.
   */
  private static List<String> inOrder(List<String> names) {
    return names.stream()
        .sorted(
            Comparator.comparing((String name) -> name.equals(OwnFiles.NAME))
                .thenComparing(name -> !name.endsWith(".tif")))
        .toList();
  }

  /** Takes the name of the commit from a work folder. */
  void release(Path work) throws IOException {
    steps.move(commit, work);
  }

  /**
   * Goes back to before {@link #claim}. New entries leave before the claim is given up, old ones
   * come back after: a kill in between is either finished or undone.
   *
   * @param names of all new entries
   */
  void undo(Collection<String> names, Path work) throws IOException {
    Path fresh = Files.createDirectories(commit.resolve(NEW)); // gone if all had been moved
    for (String name : names) {
      if (!Files.exists(fresh.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        steps.move(folder.resolve(name), fresh.resolve(name));
      }
    }
    release(work);
    putBack(work);
  }

  /** Whether all entries of a work folder have their place. */
  static boolean isDone(Path work) {
    return !Files.isDirectory(work.resolve(NEW));
  }

  /** Old entries of a commit that was undone; of one that was finished they are not wanted. */
  void putBack(Path work) throws IOException {
    Path old = work.resolve(OLD);
    if (isDone(work) || !Files.isDirectory(old)) {
      return;
    }
    for (String name : OwnFiles.names(old)) {
      if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        steps.move(old.resolve(name), folder.resolve(name));
      }
    }
  }

  /**
   * Finishes the commit of a run that was killed.
   *
   * @return false if there is one whose run lives
   */
  boolean finishOfDead() throws IOException {
    while (true) {
      Optional<String> id = owner();
      if (id.isEmpty()) {
        return true;
      }
      Optional<LockFile> dead;
      try {
        dead = LockFile.takeOver(folder, id.get());
      } catch (IOException e) {
        throw new IOException(
            commit
                + " holds outputs on their way to their place, and it can't be known whether their"
                + " run still goes on; if none does, move what is in its folder new to "
                + folder
                + " and remove it",
            e);
      }
      if (dead.isEmpty()) {
        return false;
      }
      try (LockFile own = dead.get()) {
        if (owner().equals(id)) { // else it has just ended by itself
          Path work = work(folder, id.get());
          if (!isDone(commit)) {
            finish();
          }
          release(work);
        }
      }
    }
  }

  /** Whose commit there is. */
  private Optional<String> owner() throws IOException {
    try {
      String id = Files.readString(commit.resolve(ID));
      return Optional.of(id).filter(text -> id(PREFIX + text).isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
