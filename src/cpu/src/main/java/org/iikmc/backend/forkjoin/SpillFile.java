/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.iikmc.kmeans.problem.Problem;

/**
 * A temporary file that is written once and then mapped. Appending is safe from several threads at
 * once; {@link #map} comes after the last append.
 *
 * <p>On Linux and macOS the file loses its name the moment it is opened, so that nothing is left
 * behind even when the JVM is killed; elsewhere it goes when it is closed.
 */
final class SpillFile implements Closeable {
  /** A mapping is addressed by an int; a region never straddles two segments. */
  private static final long SEGMENT = 1L << 30;

  private final Path path;
  private final long most;
  private final FileChannel channel;
  private final List<MappedByteBuffer> segments = new ArrayList<>();
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
   * Writes a region. Written through the channel, not the mapping, so that a full disk is an
   * exception here and not a fault of the JVM later.
   *
   * @return where it starts
   */
  long append(ByteBuffer bytes) throws IOException {
    int size = bytes.remaining();
    long start = reserve(size);
    try {
      long at = start;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
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
    if (end / SEGMENT != (end + size - 1) / SEGMENT) {
      end = (end / SEGMENT + 1) * SEGMENT;
    }
    long start = end;
    end += size;
    return start;
  }

  /** Maps all that was appended. */
  synchronized void map() throws IOException {
    for (long at = 0; at < end; at += SEGMENT) {
      segments.add(channel.map(FileChannel.MapMode.READ_WRITE, at, Math.min(SEGMENT, end - at)));
    }
  }

  /** A view of a region, in the byte order of this machine; writes go to the file. */
  ByteBuffer region(long start, int size) {
    return segments
        .get((int) (start / SEGMENT))
        .slice((int) (start % SEGMENT), size)
        .order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() throws IOException {
    segments.clear();
    channel.close();
  }
}
