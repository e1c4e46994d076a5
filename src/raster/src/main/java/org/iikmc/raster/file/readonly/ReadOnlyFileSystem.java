/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.file.readonly;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

/** Files by names with slashes between them, from one root on. Open unless it says otherwise. */
public abstract class ReadOnlyFileSystem extends FileSystem {
  /** For those that extend it. */
  protected ReadOnlyFileSystem() {}

  /** A text of several. */
  protected static String joined(String first, String... more) {
    return more.length == 0 ? first : first + "/" + String.join("/", more);
  }

  @Override
  public final Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public final String getSeparator() {
    return "/";
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public final boolean isReadOnly() {
    return true;
  }

  @Override
  public final Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public final Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public final PathMatcher getPathMatcher(String pattern) {
    throw new UnsupportedOperationException("patterns");
  }

  @Override
  public final UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("users");
  }

  @Override
  public final WatchService newWatchService() {
    throw new UnsupportedOperationException("watching");
  }
}
