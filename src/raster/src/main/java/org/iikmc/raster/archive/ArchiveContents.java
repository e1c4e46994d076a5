/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.iikmc.kmeans.problem.InputException;

/**
 * What an archive holds, and what was unpacked of it. Listed when it is first asked. Safe for use
 * by several threads.
 */
final class ArchiveContents implements Closeable {
  private final Path archive;
  private final TemporaryFiles temporary;
  private final Map<String, Path> unpacked = new HashMap<>();

  /** Of the archive that was listed. Both null before it was. */
  private ArchiveState state;

  private ArchiveIndex index;
  private boolean closed;

  ArchiveContents(Path archive) {
    this.archive = archive;
    temporary = new TemporaryFiles(archive);
  }

  /**
   * What is in it, as it was listed.
   *
   * @throws InputException if it can't be listed
   */
  synchronized ArchiveIndex index() throws IOException {
    checkItIsOpen();
    if (index == null) {
      ArchiveState now = ArchiveState.of(archive);
      ArchiveFormat format =
          ArchiveFormat.of(archive)
              .orElseThrow(
                  () ->
                      new InputException(
                          archive,
                          " is no archive that can be read: it starts neither as tar or zip nor as"
                              + " gzip; copy or download it again."));
      index = format.index(archive, temporary);
      state = now;
    }
    return index;
  }

  /** As one that was taken away: it may have been replaced, and closed for that. */
  private void checkItIsOpen() throws NoSuchFileException {
    if (closed) {
      throw new NoSuchFileException(archive.toString(), null, "it was closed");
    }
  }

  /** Whether another archive has its name now, or none. */
  synchronized boolean isStale() {
    try {
      return state != null && !ArchiveState.of(archive).equals(state);
    } catch (IOException e) {
      return true;
    }
  }

  private void checkItIsTheSame() throws IOException {
    if (!ArchiveState.of(archive).equals(state)) {
      throw new InputException(archive, " was changed while it was read; start again.");
    }
  }

  /**
   * Opens a file.
   *
   * @param name in the archive
   * @param path of it, for messages
   * @throws InputException if it can't be read, or the archive is another one now
   */
  SeekableByteChannel open(String name, Path path) throws IOException {
    ArchiveEntry entry =
        index().file(name).orElseThrow(() -> new NoSuchFileException(path.toString()));
    checkItIsTheSame();
    if (entry.data() instanceof ArchiveEntry.Stored stored) {
      return new RangeChannel(Files.newByteChannel(stored.file()), stored.start(), entry.size());
    }
    if (entry.data() instanceof ArchiveEntry.Packed packed) {
      return Files.newByteChannel(unpacked(name, entry.size(), packed.way()));
    }
    throw new InputException(
        path,
        " is "
            + ((ArchiveEntry.Refused) entry.data()).why()
            + ", which can't be read in an archive; unpack it, and give the folder.");
  }

  private synchronized Path unpacked(String name, long size, ArchiveEntry.Unpacking way)
      throws IOException {
    checkItIsOpen();
    Path known = unpacked.get(name);
    if (known != null) {
      return known;
    }
    Path file = temporary.unpack(OptionalLong.of(size), ".tmp", way);
    unpacked.put(name, file);
    return file;
  }

  /** Nothing can be read any more; what was unpacked goes. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    temporary.close();
  }
}
