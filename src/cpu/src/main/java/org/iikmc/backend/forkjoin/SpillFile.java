/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.iikmc.kmeans.problem.Problem;

/**
 * A temporary file of regions. Safe for use by several threads at once, on different regions. It is
 * read, not mapped: what is mapped counts as memory of the process, however much that was told to
 * use.
 *
 * <p>On Linux and macOS the file loses its name the moment it is opened, so that nothing is left
 * behind even when the JVM is killed; elsewhere it goes when it is closed.
 */
final class SpillFile implements Closeable {
  private final Path path;
  private final long most;
  private final FileChannel channel;
  private long end;

  /**
   * @param most bytes that it can get, for the message of a full disk
   */
  SpillFile(Path folder, long most) throws IOException {
    this.most = most;
    path = folder.resolve("iikmc-" + UUID.randomUUID() + ".spill");
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new SpillFailure(
          Problem.of(
              "The pixels need more than the memory given, and no temporary file can be made in ",
              folder,
              " (" + e.getMessage() + "); raise ",
              Problem.option("memory"),
              " or free space there."),
          e);
    }
  }

  /**
   * Adds a region.
   *
   * @return where it starts
   */
  long append(ByteBuffer bytes) throws IOException {
    int size = bytes.remaining();
    long start = reserve(size);
    try {
      put(start, bytes);
    } catch (IOException e) {
      throw new SpillFailure(
          Problem.of(
              "The temporary file for pixels beyond ",
              Problem.option("memory"),
              " can't be written in ",
              path.getParent(),
              " (" + e.getMessage() + "): it takes up to " + Math.max(1, most >> 20) + " MiB, and ",
              path.getParent().toFile().getUsableSpace() >> 20,
              " MiB are free; raise ",
              Problem.option("memory"),
              ", free space there, or set java.io.tmpdir."),
          e);
    }
    return start;
  }

  private synchronized long reserve(int size) {
    long start = end;
    end += size;
    return start;
  }

  private void put(long start, ByteBuffer bytes) throws IOException {
    long at = start;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /**
   * Writes within a region.
   *
   * @throws UncheckedIOException of a {@link SpillFailure}
   */
  void write(long start, ByteBuffer bytes) {
    try {
      put(start, bytes);
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  /**
   * Reads within a region, until the buffer is full.
   *
   * @throws UncheckedIOException of a {@link SpillFailure}
   */
  void read(long start, ByteBuffer into) {
    try {
      long at = start;
      while (into.hasRemaining()) {
        int read = channel.read(into, at);
        if (read < 0) {
          throw new EOFException("it ends at byte " + at);
        }
        at += read;
      }
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private UncheckedIOException failed(String what, IOException e) {
    return new UncheckedIOException(
        new SpillFailure(
            Problem.of(
                "The temporary file for pixels beyond ",
                Problem.option("memory"),
                " can't be " + what + " in ",
                path.getParent(),
                " (" + e.getMessage() + "); raise ",
                Problem.option("memory"),
                ", or set java.io.tmpdir."),
            e));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
