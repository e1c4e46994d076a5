/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import org.iikmc.raster.file.readonly.ReadOnlyFileSystem;

/** All files of a server. Immutable; two are equal if they have the same scheme, host and port. */
final class WebFileSystem extends ReadOnlyFileSystem {
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
    return WebPath.ofNames(this, joined(first, more));
  }

  /** It stays open as long as the process, for whoever else reads of it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("close");
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
