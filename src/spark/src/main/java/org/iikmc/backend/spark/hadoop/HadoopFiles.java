/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Asks Hadoop for files, with exceptions as Java has them. What is known of a file or folder is
 * remembered for a while, since who reads a file block by block asks before each. Safe for use by
 * several threads.
 */
final class HadoopFiles {
  private static final int MOST_LISTED = 10_000;

  private final HadoopClients clients = new HadoopClients();

  /** Empty where nothing is, as of most masks and metadata that may lie beside a scene. */
  private final Recent<Optional<FileStatus>> files;

  /** By name. */
  private final Recent<Map<String, FileStatus>> folders;

  /**
   * @param remembered how long what is known of a file is taken to hold; zero to ask each time
   */
  HadoopFiles(Duration remembered) {
    files = new Recent<>(10_000, remembered);
    folders = new Recent<>(100, remembered);
  }

  private interface Request<T> {
    T of(FileSystem system) throws IOException;
  }

  /**
   * What is known of a file or folder.
   *
   * @param path absolute and normal, as of all others here
   * @throws NoSuchFileException if there is none
   */
  FileStatus status(HadoopPath path) throws IOException {
    Optional<Optional<FileStatus>> known = files.get(path).or(() -> inFolder(path));
    return (known.isPresent() ? known.get() : asked(path))
        .orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  /** What is known because the folder was listed; empty if it was not. */
  private Optional<Optional<FileStatus>> inFolder(HadoopPath path) {
    return Optional.ofNullable(path.getParent())
        .flatMap(folders::get)
        .map(all -> Optional.ofNullable(all.get(path.getFileName().toString())));
  }

  private Optional<FileStatus> asked(HadoopPath path) throws IOException {
    Optional<FileStatus> status;
    try {
      status = Optional.of(ask(path, system -> system.getFileStatus(path.toHadoop())));
    } catch (NoSuchFileException e) {
      status = Optional.empty();
    }
    files.put(path, status);
    return status;
  }

  /** The names of what is in a folder; what it is, and what is not there, is known from then on. */
  Set<String> list(HadoopPath folder) throws IOException {
    Optional<Map<String, FileStatus>> known = folders.get(folder);
    if (known.isPresent()) {
      return known.get().keySet();
    }
    Map<String, FileStatus> found = new TreeMap<>();
    for (FileStatus each : ask(folder, system -> system.listStatus(folder.toHadoop()))) {
      found.put(each.getPath().getName(), each);
    }
    if (found.size() <= MOST_LISTED) {
      folders.put(folder, found);
      // Newer than what was asked of one of them before.
      found.forEach((name, status) -> files.put(folder.resolve(name), Optional.of(status)));
    }
    return found.keySet();
  }

  /**
   * Opens a file without a question that {@link #status} has answered already.
   *
   * @param policy how it is read, as Hadoop calls it; who knows of none reads as always
   */
  private FSDataInputStream open(HadoopPath path, String policy) throws IOException {
    FileStatus status = status(path);
    return ask(
        path,
        system ->
            FutureIO.awaitFuture(
                system
                    .openFile(path.toHadoop())
                    .opt(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, policy)
                    .withFileStatus(status)
                    .build()));
  }

  /** Opens a file that is read here and there. */
  SeekableByteChannel channel(HadoopPath file) throws IOException {
    return new HadoopChannel(open(file, "random"), status(file).getLen());
  }

  /** Opens a file that is read whole. */
  InputStream stream(HadoopPath file) throws IOException {
    return open(file, "sequential");
  }

  /**
   * What is known of a file or folder.
   *
   * @throws NoSuchFileException if there is none
   */
  BasicFileAttributes attributes(HadoopPath path) throws IOException {
    return HadoopAttributes.of(status(path));
  }

  /**
   * Sees whether this user may do something.
   *
   * @throws AccessDeniedException if not
   */
  void checkAccess(HadoopPath path, AccessMode... modes) throws IOException {
    FileStatus status = status(path);
    for (AccessMode mode : modes) {
      if (mode == AccessMode.WRITE) {
        throw new AccessDeniedException(path.toString(), null, "is opened to be read only");
      }
      // A store of objects knows of no permissions before a file is read.
      if (!HadoopAttributes.isObject(status)) {
        checkAccess(path, mode == AccessMode.READ ? FsAction.READ : FsAction.EXECUTE);
      }
    }
  }

  private void checkAccess(HadoopPath path, FsAction action) throws IOException {
    ask(
        path,
        system -> {
          system.access(path.toHadoop(), action);
          return null;
        });
  }

  private <T> T ask(HadoopPath path, Request<T> request) throws IOException {
    try {
      return request.of(clients.of(path.getFileSystem()));
    } catch (FileNotFoundException e) {
      throw because(new NoSuchFileException(path.toString()), e);
    } catch (AccessControlException e) {
      throw because(new AccessDeniedException(path.toString(), null, e.getMessage()), e);
    } catch (IllegalArgumentException e) { // as of a host without an address
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw new IOException(lackOf(path.getFileSystem().provider().getScheme()));
      }
      throw e;
    }
  }

  private static String lackOf(String scheme) {
    return "Spark has no client for "
        + scheme
        + ":; start it with "
        + (scheme.equals("s3a")
            ? "--packages org.apache.hadoop:hadoop-aws, in the version of its Hadoop"
            : "the jar that Hadoop needs for it");
  }

  private static IOException because(IOException wording, IOException cause) {
    wording.initCause(cause);
    return wording;
  }
}
