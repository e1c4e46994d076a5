/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Zip: each file in it is stored or packed by itself. */
public final class ZipFormat implements ArchiveFormat {
  private static final int BUFFER = 1 << 16;

  /** That of the first file, or of an empty list. */
  @Override
  public boolean starts(byte[] start) {
    return start.length >= 4
        && start[0] == 'P'
        && start[1] == 'K'
        && (start[2] == 3 && start[3] == 4 || start[2] == 5 && start[3] == 6);
  }

  @Override
  public ArchiveIndex index(Path archive, TemporaryFiles temporary) throws IOException {
    return Damage.toldOf(
        archive,
        () -> {
          ArchiveIndex index = new ArchiveIndex(archive, "/vsizip/", archive);
          try (SeekableByteChannel channel = Files.newByteChannel(archive);
              ZipFile zip = open(new HeaderChannel(channel))) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
              if (entry.isDirectory()) {
                index.addFolder(entry.getName());
              } else {
                index.addFile(entry.getName(), entry(archive, zip, entry, channel.size()));
              }
            }
          }
          return index;
        });
  }

  private static ZipFile open(SeekableByteChannel channel) throws IOException {
    return ZipFile.builder().setSeekableByteChannel(channel).get();
  }

  private static ArchiveEntry entry(Path archive, ZipFile zip, ZipArchiveEntry entry, long length)
      throws IOException {
    long packed = entry.getCompressedSize();
    long size = entry.getSize();
    if (size < 0 || packed < 0 || entry.getDataOffset() > length - packed) {
      throw new IOException(entry.getName() + " has more bytes than it");
    }
    return new ArchiveEntry(size, data(archive, zip, entry));
  }

  private static ArchiveEntry.Data data(Path archive, ZipFile zip, ZipArchiveEntry entry)
      throws IOException {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      return new ArchiveEntry.Refused("encrypted");
    }
    if (entry.isUnixSymlink()) {
      return new ArchiveEntry.Refused("a link");
    }
    if (entry.getMethod() == ZipMethod.STORED.getCode()) {
      if (entry.getSize() != entry.getCompressedSize()) {
        throw new IOException(entry.getName() + " has two sizes");
      }
      return new ArchiveEntry.Stored(archive, entry.getDataOffset());
    }
    if (!zip.canReadEntryData(entry)) {
      return new ArchiveEntry.Refused("packed by a method that is not known here");
    }
    String name = entry.getName();
    return new ArchiveEntry.Packed(
        out ->
            Damage.toldOf(
                archive,
                () -> {
                  unpack(archive, name, out);
                  return null;
                }));
  }

  /** Its end is known by its size and its sum, so that damage does not become pixels. */
  private static void unpack(Path archive, String name, OutputStream out) throws IOException {
    CRC32 sum = new CRC32();
    try (ZipFile zip = open(Files.newByteChannel(archive))) {
      ZipArchiveEntry entry = zip.getEntry(name);
      long left = entry.getSize();
      try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0 && left >= 0; count = in.read(buffer)) {
          left -= count;
          if (left >= 0) {
            out.write(buffer, 0, count);
          }
        }
      }
      if (left != 0 || sum.getValue() != entry.getCrc()) {
        throw new IOException(name + " is not what was packed");
      }
    }
  }
}
