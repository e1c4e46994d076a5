/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Asks Hadoop for files, with exceptions as Java has them. What is known of a file or folder is
 * remembered for some seconds, since who reads a file block by block asks before each. Safe for use
 * by several threads.
 */
final class HadoopFiles {
  private final HadoopClients clients = new HadoopClients();
  private final RecentStatus recent = new RecentStatus();

  private interface Request<T> {
    T of(FileSystem system) throws IOException;
  }

  /**
   * What is known of a file or folder.
   *
   * @throws NoSuchFileException if there is none
   */
  FileStatus status(HadoopPath path) throws IOException {
    FileStatus known = recent.get(path);
    if (known != null) {
      return known;
    }
    FileStatus status = ask(path, system -> system.getFileStatus(path.toHadoop()));
    recent.put(path, status);
    return status;
  }

  /** What is in a folder, in no order; of all of it is known what it is from then on. */
  List<FileStatus> list(HadoopPath folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus each : ask(folder, system -> system.listStatus(folder.toHadoop()))) {
      recent.put(folder.resolve(each.getPath().getName()), each);
      found.add(each);
    }
    return found;
  }

  /**
   * Opens a file without a question that {@link #status} has answered already.
   *
   * @param policy how it is read, as Hadoop calls it; who knows of none reads as always
   */
  FSDataInputStream open(HadoopPath path, String policy) throws IOException {
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

  /**
   * Sees whether this user may do something.
   *
   * @throws AccessDeniedException if not
   */
  void checkAccess(HadoopPath path, FsAction action) throws IOException {
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
    }
  }

  private static IOException because(IOException wording, IOException cause) {
    wording.initCause(cause);
    return wording;
  }
}
