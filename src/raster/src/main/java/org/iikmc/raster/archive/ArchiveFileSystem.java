/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.file.readonly.ReadOnlyFileSystem;

/**
 * The files in one archive. Two are equal if their archives have the same path, and so are paths in
 * them: what was unpacked of each goes when that one is closed. Safe for use by several threads.
 */
final class ArchiveFileSystem extends ReadOnlyFileSystem {
  private final ArchiveProvider provider;
  private final Path archive;
  private final ArchiveContents contents;
  private volatile boolean closed;

  /** Reads nothing yet. */
  ArchiveFileSystem(ArchiveProvider provider, Path archive) {
    this.provider = provider;
    this.archive = archive.toAbsolutePath();
    contents = new ArchiveContents(this.archive);
  }

  /** The file that it is, absolute. */
  Path archive() {
    return archive;
  }

  /** The folder of all that is in it. */
  ArchivePath root() {
    return getPath("/");
  }

  /**
   * Lists the archive, if that was not done yet.
   *
   * @throws InputException if that can't be done
   */
  ArchiveIndex index() throws IOException {
    return contents.index();
  }

  /** Whether another archive has its name now, or none. */
  boolean isStale() {
    return contents.isStale();
  }

  /**
   * What is known of a file or folder.
   *
   * @throws NoSuchFileException if there is none, or no archive any more
   */
  EntryAttributes attributes(ArchivePath path) throws IOException {
    String name = path.inArchive();
    Optional<ArchiveEntry> file = index().file(name);
    if (file.isEmpty() && index().folder(name).isEmpty()) {
      throw new NoSuchFileException(path.toString());
    }
    ArchiveState now = ArchiveState.of(archive);
    return new EntryAttributes(
        file.isEmpty(), file.map(ArchiveEntry::size).orElse(0L), now.modified(), now);
  }

  /** The last names of what is in a folder, sorted. */
  SortedSet<String> list(ArchivePath folder) throws IOException {
    Optional<SortedSet<String>> names = index().folder(folder.inArchive());
    if (names.isPresent()) {
      return names.get();
    }
    attributes(folder);
    throw new NotDirectoryException(folder.toString());
  }

  /** Opens a file that is read here and there. */
  SeekableByteChannel open(ArchivePath file) throws IOException {
    return contents.open(file.inArchive(), file);
  }

  @Override
  public ArchiveProvider provider() {
    return provider;
  }

  /** What the text of each of its absolute paths starts with. */
  private String prefix() {
    return archive + "!";
  }

  /**
   * A path of text.
   *
   * @param first names with slashes between them; one that starts with a slash, or as the text of
   *     an absolute path does, is absolute
   */
  @Override
  public ArchivePath getPath(String first, String... more) {
    String start = first.startsWith(prefix() + "/") ? first.substring(prefix().length()) : first;
    return ArchivePath.of(this, joined(start, more));
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    contents.close();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArchiveFileSystem system && archive.equals(system.archive);
  }

  @Override
  public int hashCode() {
    return archive.hashCode();
  }

  @Override
  public String toString() {
    return prefix();
  }
}
