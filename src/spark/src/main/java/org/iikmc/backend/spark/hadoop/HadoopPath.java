/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

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
 * Names from the root of a host or bucket on, or from any folder on. The text of an absolute one
 * starts with scheme and host, so that messages tell where a file lies. Immutable.
 */
final class HadoopPath implements Path {
  private static final String HERE = ".";
  private static final String UP = "..";

  private final HadoopFileSystem system;
  private final boolean absolute;
  private final List<String> names;

  private HadoopPath(HadoopFileSystem system, boolean absolute, List<String> names) {
    this.system = system;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  /** The path of a text with slashes between names; several slashes are one. */
  static HadoopPath of(HadoopFileSystem system, String text) {
    List<String> names = Arrays.stream(text.split("/")).filter(name -> !name.isEmpty()).toList();
    return new HadoopPath(system, text.startsWith("/"), names);
  }

  /** The same for Hadoop. */
  org.apache.hadoop.fs.Path toHadoop() {
    return new org.apache.hadoop.fs.Path(
        system.provider().getScheme(), system.authority(), toAbsolutePath().joined());
  }

  private String joined() {
    return (absolute ? "/" : "") + String.join("/", names);
  }

  private HadoopPath with(boolean fromRoot, List<String> others) {
    return new HadoopPath(system, fromRoot, others);
  }

  private HadoopPath own(Path other) {
    if (other instanceof HadoopPath own) {
      return own;
    }
    throw new ProviderMismatchException(other.toString());
  }

  @Override
  public HadoopFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public HadoopPath getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public HadoopPath getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public HadoopPath getParent() {
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
  public HadoopPath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public HadoopPath subpath(int start, int end) {
    if (start < 0 || start >= end || end > names.size()) {
      throw new IllegalArgumentException(start + " to " + end + " of " + names.size());
    }
    return with(false, names.subList(start, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof HadoopPath start
        && system.equals(start.system)
        && absolute == start.absolute
        && start.names.size() <= names.size()
        && names.subList(0, start.names.size()).equals(start.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof HadoopPath end) || !system.equals(end.system)) {
      return false;
    }
    int before = names.size() - end.names.size();
    return end.absolute
        ? equals(end)
        : before >= 0 && names.subList(before, names.size()).equals(end.names);
  }

  @Override
  public HadoopPath normalize() {
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
  public HadoopPath resolve(Path other) {
    HadoopPath own = own(other);
    if (own.absolute) {
      return own;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(own.names);
    return with(absolute, all);
  }

  @Override
  public HadoopPath resolve(String other) {
    return resolve(system.getPath(other));
  }

  @Override
  public HadoopPath relativize(Path other) {
    HadoopPath own = own(other);
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
      return new URI(
          system.provider().getScheme(),
          system.authority() == null ? "" : system.authority(),
          toAbsolutePath().joined(),
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // both parts are of URIs
    }
  }

  /** From the root: there is no current folder. */
  @Override
  public HadoopPath toAbsolutePath() {
    return absolute ? this : with(true, names);
  }

  @Override
  public HadoopPath toRealPath(LinkOption... options) throws IOException {
    HadoopPath real = toAbsolutePath().normalize();
    system.provider().checkAccess(real);
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
    return other instanceof HadoopPath path
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
    return absolute ? system.prefix() + joined() : joined();
  }
}
