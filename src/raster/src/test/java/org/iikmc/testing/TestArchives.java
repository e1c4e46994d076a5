/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Writes archives. */
public final class TestArchives {
  private TestArchives() {}

  /** What is in a folder, by its path from there; of folders nothing, with a slash at the end. */
  public static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(each -> !each.equals(folder)).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (Files.isDirectory(path)) {
          files.put(name + "/", new byte[0]);
        } else {
          files.put(name, Files.readAllBytes(path));
        }
      }
    }
    return files;
  }

  /** The same with another folder around all. */
  public static Map<String, byte[]> within(String folder, Map<String, byte[]> files) {
    Map<String, byte[]> all = new TreeMap<>();
    files.forEach((name, bytes) -> all.put(folder + "/" + name, bytes));
    return all;
  }

  /** Writes an archive of the kind that its name tells; in a zip all is deflated. */
  public static Path write(Path archive, Map<String, byte[]> files) throws IOException {
    String name = archive.getFileName().toString();
    try (OutputStream out = Files.newOutputStream(archive)) {
      if (name.endsWith(".zip")) {
        zip(out, files, ZipMethod.DEFLATED);
      } else if (name.endsWith("gz")) {
        try (OutputStream packed = new GZIPOutputStream(out)) {
          tar(packed, files);
        }
      } else {
        tar(out, files);
      }
    }
    return archive;
  }

  /** Writes a zip in which nothing is packed. */
  public static Path writeStored(Path archive, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive)) {
      zip(out, files, ZipMethod.STORED);
    }
    return archive;
  }

  /** Bytes of a text. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void tar(OutputStream out, Map<String, byte[]> files) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (var file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
  }

  private static void zip(OutputStream out, Map<String, byte[]> files, ZipMethod method)
      throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (var file : files.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
        entry.setMethod(method.getCode());
        if (method == ZipMethod.STORED) {
          CRC32 sum = new CRC32();
          sum.update(file.getValue());
          entry.setSize(file.getValue().length);
          entry.setCrc(sum.getValue());
        }
        zip.putArchiveEntry(entry);
        zip.write(file.getValue());
        zip.closeArchiveEntry();
      }
    }
  }
}
