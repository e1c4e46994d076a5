/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Tar: all that is in it is stored as it is, in whole records. */
public final class TarFormat implements ArchiveFormat {
  private static final int RECORD = TarConstants.DEFAULT_RCDSIZE;

  @Override
  public boolean starts(byte[] start) {
    try {
      return start.length == START && TarUtils.verifyCheckSum(start);
    } catch (IllegalArgumentException e) { // no number where the sum should be
      return false;
    }
  }

  @Override
  public ArchiveIndex index(Path archive, TemporaryFiles temporary) throws IOException {
    return index(archive, archive);
  }

  /**
   * Lists one that was unpacked.
   *
   * @param archive as the user knows it
   * @param tar that was in it
   */
  static ArchiveIndex index(Path archive, Path tar) throws IOException {
    return Damage.toldOf(
        archive,
        () -> {
          try (SeekableByteChannel channel = Files.newByteChannel(tar)) {
            return index(archive, tar, channel);
          }
        });
  }

  private static ArchiveIndex index(Path archive, Path tar, SeekableByteChannel channel)
      throws IOException {
    ArchiveIndex index = new ArchiveIndex(archive, "/vsitar/", tar);
    boolean known = true;
    long end = 0;
    try (TarFile file =
        new TarFile(
            new HeaderChannel(channel),
            TarConstants.DEFAULT_BLKSIZE,
            RECORD,
            StandardCharsets.UTF_8.name(),
            true)) {
      for (TarArchiveEntry entry : file.getEntries()) {
        if (!entry.isCheckSumOK()) {
          throw new IOException("the header of " + entry.getName() + " has a wrong sum");
        }
        end = entry.getDataOffset() + entry.getSize();
        if (entry.getSize() < 0 || end < 0 || end > channel.size()) {
          throw new EOFException(entry.getName() + " has more bytes than it");
        }
        known = !entry.isSparse(); // where the bytes of such a one end is not told
        add(index, tar, entry);
      }
      if (known) {
        checkItEnds(channel, (end + RECORD - 1) / RECORD * RECORD);
      }
    }
    return index;
  }

  /** One that was cut off between two files would lack files, and look whole. */
  private static void checkItEnds(SeekableByteChannel channel, long end) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(RECORD);
    channel.position(end);
    while (record.hasRemaining() && channel.read(record) >= 0) {
      // the rest of it
    }
    if (record.hasRemaining()) {
      throw new EOFException("its end is missing");
    }
    for (byte each : record.array()) {
      if (each != 0) {
        throw new IOException("no file starts where one should");
      }
    }
  }

  private static void add(ArchiveIndex index, Path tar, TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      index.addFolder(entry.getName());
    } else {
      index.addFile(entry.getName(), new ArchiveEntry(entry.getSize(), data(tar, entry)));
    }
  }

  private static ArchiveEntry.Data data(Path tar, TarArchiveEntry entry) {
    if (entry.isSparse()) {
      return new ArchiveEntry.Refused("stored with holes (a sparse file)");
    }
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG ->
          new ArchiveEntry.Stored(tar, entry.getDataOffset());
      default -> new ArchiveEntry.Refused("a link or something else that is no file");
    };
  }
}
