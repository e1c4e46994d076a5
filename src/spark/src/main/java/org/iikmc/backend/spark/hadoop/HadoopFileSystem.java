/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * All paths of a scheme at one host or bucket. Immutable; two are equal if they have the same
 * scheme and host or bucket.
 */
final class HadoopFileSystem extends FileSystem {
  private final HadoopProvider provider;
  private final String authority;

  /**
   * @param authority host and port, or bucket; null for the one that Hadoop is set to
   */
  HadoopFileSystem(HadoopProvider provider, String authority) {
    this.provider = provider;
    this.authority = authority;
  }

  @Override
  public HadoopProvider provider() {
    return provider;
  }

  /** Host and port, or bucket; null if none is named. */
  String authority() {
    return authority;
  }

  /** What the text of each of its paths starts with. */
  String prefix() {
    return provider.getScheme() + "://" + Objects.toString(authority, "");
  }

  /**
   * A path of text.
   *
   * @param first names with slashes between them; one that starts with a slash, or as the text of
   *     an absolute path does, is absolute
   */
  @Override
  public HadoopPath getPath(String first, String... more) {
    String start = first.startsWith(prefix() + "/") ? first.substring(prefix().length()) : first;
    return HadoopPath.of(this, more.length == 0 ? start : start + "/" + String.join("/", more));
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  /** It stays open as long as the process, for whoever else reads of it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("close");
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    throw new UnsupportedOperationException("patterns");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("users");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("watching");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HadoopFileSystem system && prefix().equals(system.prefix());
  }

  @Override
  public int hashCode() {
    return prefix().hashCode();
  }

  @Override
  public String toString() {
    return prefix();
  }
}
