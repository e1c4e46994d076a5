/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

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
 * An address of a file of a server, or names that lead from one to another. The query belongs to an
 * absolute path, and to all that are resolved against it: one signature often holds for what is
 * beside a file, too. No text of a path has it but {@link #toUri}. Immutable.
 */
final class WebPath implements Path {
  private static final String HERE = ".";
  private static final String UP = "..";

  private final WebFileSystem system;
  private final boolean absolute;

  /** As they stand in the URL, with {@code %20} and the like. */
  private final List<String> names;

  /** As it stands in the URL; null if there is none. */
  private final String query;

  private WebPath(WebFileSystem system, boolean absolute, List<String> names, String query) {
    this.system = system;
    this.absolute = absolute;
    this.names = List.copyOf(names);
    this.query = absolute ? query : null;
  }

  /** That of a URL. */
  static WebPath of(WebFileSystem system, URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return new WebPath(system, true, split(path), uri.getRawQuery());
  }

  /** That of names as they are called; absolute if the text starts with a slash. */
  static WebPath ofNames(WebFileSystem system, String text) {
    return new WebPath(
        system, text.startsWith("/"), split(text).stream().map(WebPath::quoted).toList(), null);
  }

  private static List<String> split(String path) {
    return Arrays.stream(path.split("/")).filter(name -> !name.isEmpty()).toList();
  }

  private static String quoted(String name) {
    try {
      return new URI(null, null, "/" + name, null).getRawPath().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String called(String name) {
    return URI.create("/" + name).getPath().substring(1);
  }

  private WebPath with(boolean fromRoot, List<String> others) {
    return new WebPath(system, fromRoot, others, query);
  }

  private WebPath own(Path other) {
    if (other instanceof WebPath own) {
      return own;
    }
    throw new ProviderMismatchException(other.toString());
  }

  @Override
  public WebFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public WebPath getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public WebPath getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public WebPath getParent() {
    return names.isEmpty() || names.size() == 1 && !absolute
        ? null
        : with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public WebPath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public WebPath subpath(int start, int end) {
    if (start < 0 || start >= end || end > names.size()) {
      throw new IllegalArgumentException(start + " to " + end + " of " + names.size());
    }
    return with(false, names.subList(start, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof WebPath start
        && system.equals(start.system)
        && absolute == start.absolute
        && start.names.size() <= names.size()
        && names.subList(0, start.names.size()).equals(start.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof WebPath end) || !system.equals(end.system)) {
      return false;
    }
    int before = names.size() - end.names.size();
    return end.absolute
        ? equals(end)
        : before >= 0 && names.subList(before, names.size()).equals(end.names);
  }

  @Override
  public WebPath normalize() {
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
  public WebPath resolve(Path other) {
    WebPath own = own(other);
    if (own.absolute) {
      return own;
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(own.names);
    return with(absolute, all);
  }

  @Override
  public WebPath resolve(String other) {
    return resolve(system.getPath(other));
  }

  @Override
  public WebPath relativize(Path other) {
    WebPath own = own(other);
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

  /** With the query. */
  @Override
  public URI toUri() {
    WebPath whole = toAbsolutePath();
    return URI.create(
        system.prefix()
            + "/"
            + String.join("/", whole.names)
            + (whole.query == null ? "" : "?" + whole.query));
  }

  /** From the root: there is no current folder. */
  @Override
  public WebPath toAbsolutePath() {
    return absolute ? this : with(true, names);
  }

  @Override
  public WebPath toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("watching");
  }

  @Override
  public int compareTo(Path other) {
    return toUri().compareTo(own(other).toUri());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebPath path
        && absolute == path.absolute
        && names.equals(path.names)
        && String.valueOf(query).equals(String.valueOf(path.query))
        && system.equals(path.system);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + system.hashCode();
  }

  /**
   * Without the query, which may be a signature; names that lead from elsewhere as they are called.
   */
  @Override
  public String toString() {
    return absolute
        ? system.prefix() + "/" + String.join("/", names)
        : String.join("/", names.stream().map(WebPath::called).toList());
  }
}
