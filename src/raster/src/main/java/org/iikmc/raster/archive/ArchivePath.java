/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Names from the root of an archive on, or from any folder in it on. The text of an absolute one
 * starts with the archive, so that messages tell where a file lies. Immutable.
 */
final class ArchivePath implements Path {
  private static final String HERE = ".";
  private static final String UP = "..";

  private final ArchiveFileSystem system;
  private final boolean absolute;
  private final List<String> names;

  private ArchivePath(ArchiveFileSystem system, boolean absolute, List<String> names) {
    this.system = system;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  /** The path of a text with slashes between names; several slashes are one. */
  static ArchivePath of(ArchiveFileSystem system, String text) {
    List<String> names = Arrays.stream(text.split("/")).filter(name -> !name.isEmpty()).toList();
    return new ArchivePath(system, text.startsWith("/"), names);
  }

  /** As the index of the archive has it: empty for the root. */
  String inArchive() {
    return String.join("/", toAbsolutePath().normalize().names);
  }

  private String joined() {
    return (absolute ? "/" : "") + String.join("/", names);
  }

  private ArchivePath with(boolean fromRoot, List<String> others) {
    return new ArchivePath(system, fromRoot, others);
  }

  private ArchivePath own(Path other) {
    if (other instanceof ArchivePath own) {
      return own;
    }
    throw new ProviderMismatchException(other.toString());
  }

  @Override
  public ArchiveFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public ArchivePath getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public ArchivePath getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public ArchivePath getParent() {
    if (names.isEmpty() || names.size() == 1 && !absolute) {
      return null;
    }
    return with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public ArchivePath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public ArchivePath subpath(int start, int end) {
    if (start < 0 || start >= end || end > names.size()) {
      throw new IllegalArgumentException(start + " to " + end + " of " + names.size());
    }
    return with(false, names.subList(start, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof ArchivePath start
        && system.equals(start.system)
        && absolute == start.absolute
        && start.names.size() <= names.size()
        && names.subList(0, start.names.size()).equals(start.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof ArchivePath end) || !system.equals(end.system)) {
      return false;
    }
    int before = names.size() - end.names.size();
    return end.absolute
        ? equals(end)
        : before >= 0 && names.subList(before, names.size()).equals(end.names);
  }

  @Override
  public ArchivePath normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean known = !kept.isEmpty() && !kept.get(kept.size() - 1).equals(UP);
      if (name.equals(UP) && known) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(HERE) && !(name.equals(UP) && absolute)) {
        kept.add(name);
      }
    }
    return with(absolute, kept);
  }

  @Override
  public ArchivePath resolve(Path other) {
    ArchivePath own = own(other);
    if (own.absolute) {
      return own;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(own.names);
    return with(absolute, all);
  }

  @Override
  public ArchivePath resolve(String other) {
    return resolve(system.getPath(other));
  }

  @Override
  public ArchivePath relativize(Path other) {
    ArchivePath own = own(other);
    if (absolute != own.absolute || !system.equals(own.system)) {
      throw new IllegalArgumentException(this + " and " + other + " have different roots");
    }
    int common = 0;
    while (common < Math.min(names.size(), own.names.size())
        && names.get(common).equals(own.names.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>(Collections.nCopies(names.size() - common, UP));
    way.addAll(own.names.subList(common, own.names.size()));
    return with(false, way);
  }

  @Override
  public URI toUri() {
    try {
      String inside = new URI(null, null, toAbsolutePath().joined(), null).getRawPath();
      // So that what ends the archive's own address is the last of its kind.
      return URI.create(
          ArchiveProvider.SCHEME
              + ":"
              + system.archive().toUri()
              + "!"
              + inside.replace("!", "%21"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // a path alone is quoted
    }
  }

  /** From the root: there is no current folder. */
  @Override
  public ArchivePath toAbsolutePath() {
    return absolute ? this : with(true, names);
  }

  @Override
  public ArchivePath toRealPath(LinkOption... options) throws IOException {
    ArchivePath real = toAbsolutePath().normalize();
    system.attributes(real); // there is such a file or folder
    return real;
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("watching");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(own(other).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArchivePath path
        && absolute == path.absolute
        && names.equals(path.names)
        && system.equals(path.system);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + system.hashCode();
  }

  @Override
  public String toString() {
    return absolute ? system + joined() : joined();
  }
}
