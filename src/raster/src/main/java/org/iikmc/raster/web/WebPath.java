/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.iikmc.raster.file.readonly.SlashPath;

/**
 * An address of a file of a server, or names that lead from one to another, as they stand in the
 * URL, with {@code %20} and the like. The query belongs to an absolute path, and to all that are
 * resolved against it: one signature often holds for what is beside a file, too. No text of a path
 * has it but {@link #toUri}. Immutable.
 */
final class WebPath extends SlashPath<WebPath> {
  private final WebFileSystem system;

  /** As it stands in the URL; null if there is none. */
  private final String query;

  private WebPath(WebFileSystem system, boolean absolute, List<String> names, String query) {
    super(absolute, names);
    this.system = system;
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

  @Override
  protected WebPath with(boolean fromRoot, List<String> others) {
    return new WebPath(system, fromRoot, others, query);
  }

  @Override
  public WebFileSystem getFileSystem() {
    return system;
  }

  /** With the query. */
  @Override
  public URI toUri() {
    WebPath whole = toAbsolutePath();
    return URI.create(whole + (whole.query == null ? "" : "?" + whole.query));
  }

  @Override
  public int compareTo(Path other) {
    return other instanceof WebPath path
        ? toUri().compareTo(path.toUri())
        : super.compareTo(other); // which refuses it
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && Objects.equals(query, ((WebPath) other).query);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /**
   * Without the query, which may be a signature; names that lead from elsewhere as they are called.
   */
  @Override
  public String toString() {
    return isAbsolute()
        ? system.prefix() + joined()
        : String.join("/", names().stream().map(WebPath::called).toList());
  }
}
