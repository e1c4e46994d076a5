/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.file.readonly;

import java.io.IOException;
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
 * Names from the root of a file system on, or from any folder in it on. There is no current folder:
 * what is relative counts from the root where it has to be absolute. Immutable.
 *
 * @param <P> the class that extends this one, which is final
 */
public abstract class SlashPath<P extends SlashPath<P>> implements Path {
  private static final String HERE = ".";
  private static final String UP = "..";

  private final boolean absolute;
  private final List<String> names;

  /** A path of names, none of which is empty. */
  protected SlashPath(boolean absolute, List<String> names) {
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  /** The names of a text; several slashes are one. */
  protected static List<String> split(String text) {
    return Arrays.stream(text.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  /** Another path of the same file system. */
  protected abstract P with(boolean fromRoot, List<String> others);

  /** From the root or a folder on, without slashes. */
  protected final List<String> names() {
    return names;
  }

  /** The names with slashes between them, and one before them if they count from the root. */
  protected final String joined() {
    return (absolute ? "/" : "") + String.join("/", names);
  }

  @SuppressWarnings("unchecked") // of the same final class
  private P own(Path other) {
    if (getClass() == other.getClass()) {
      return (P) other;
    }
    throw new ProviderMismatchException(other.toString());
  }

  private boolean isOfSameSystem(Path other) {
    return getClass() == other.getClass() && getFileSystem().equals(other.getFileSystem());
  }

  @Override
  public final boolean isAbsolute() {
    return absolute;
  }

  @Override
  public final P getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public final P getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public final P getParent() {
    return names.isEmpty() || names.size() == 1 && !absolute
        ? null
        : with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public final int getNameCount() {
    return names.size();
  }

  @Override
  public final P getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public final P subpath(int start, int end) {
    if (start < 0 || start >= end || end > names.size()) {
      throw new IllegalArgumentException(start + " to " + end + " of " + names.size());
    }
    return with(false, names.subList(start, end));
  }

  @Override
  public final boolean startsWith(Path other) {
    if (!isOfSameSystem(other) || absolute != other.isAbsolute()) {
      return false;
    }
    List<String> start = own(other).names();
    return start.size() <= names.size() && names.subList(0, start.size()).equals(start);
  }

  @Override
  public final boolean endsWith(Path other) {
    if (!isOfSameSystem(other) || other.isAbsolute()) {
      return equals(other);
    }
    List<String> end = own(other).names();
    int before = names.size() - end.size();
    return before >= 0 && names.subList(before, names.size()).equals(end);
  }

  @Override
  public final P normalize() {
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
  public final P resolve(Path other) {
    P own = own(other);
    if (own.isAbsolute()) {
      return own;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(own.names());
    return with(absolute, all);
  }

  @Override
  public final P resolve(String other) {
    return resolve(getFileSystem().getPath(other));
  }

  @Override
  public final P relativize(Path other) {
    List<String> theirs = own(other).names();
    if (absolute != other.isAbsolute() || !isOfSameSystem(other)) {
      throw new IllegalArgumentException(this + " and " + other + " have different roots");
    }
    int common = 0;
    while (common < Math.min(names.size(), theirs.size())
        && names.get(common).equals(theirs.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>(Collections.nCopies(names.size() - common, UP));
    way.addAll(theirs.subList(common, theirs.size()));
    return with(false, way);
  }

  @Override
  public final P toAbsolutePath() {
    return absolute ? own(this) : with(true, names);
  }

  @Override
  public P toRealPath(LinkOption... options) throws IOException {
    return toAbsolutePath().normalize();
  }

  @Override
  public final WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("watching");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(own(other).toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlashPath<?> path
        && isOfSameSystem(path)
        && absolute == path.absolute
        && names.equals(path.names);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + getFileSystem().hashCode();
  }

  @Override
  public abstract String toString();
}
