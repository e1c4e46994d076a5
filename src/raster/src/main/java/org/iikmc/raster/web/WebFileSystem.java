/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

/** All files of a server. Immutable; two are equal if they have the same scheme, host and port. */
final class WebFileSystem extends FileSystem {
  private final WebProvider provider;
  private final String authority;

  /**
   * @param authority host and port
   */
  WebFileSystem(WebProvider provider, String authority) {
    this.provider = provider;
    this.authority = authority;
  }

  @Override
  public WebProvider provider() {
    return provider;
  }

  /** What the text of each of its paths starts with. */
  String prefix() {
    return provider.getScheme() + "://" + authority;
  }

  /** A path of names as they are called, without a query. */
  @Override
  public WebPath getPath(String first, String... more) {
    String text = more.length == 0 ? first : first + "/" + String.join("/", more);
    return WebPath.ofNames(this, text);
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
    return other instanceof WebFileSystem system && prefix().equals(system.prefix());
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
