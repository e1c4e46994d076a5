/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** Keeps two servers from one data folder: each would take away what the other has half done. */
final class DataLock implements AutoCloseable {
  private final FileChannel channel;

  DataLock(Path data) throws IOException {
    Files.createDirectories(data);
    channel =
        FileChannel.open(
            data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked()) {
      channel.close();
      throw new InputException(
          Problem.option("data"),
          " is '" + data + "', which another server uses; stop it, or give another folder.");
    }
  }

  private boolean locked() throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
