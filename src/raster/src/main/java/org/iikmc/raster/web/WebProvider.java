/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Locale;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.file.readonly.ReadOnlyProvider;

/**
 * Files of web servers, read only. What can't be read for another reason than that it is not there
 * is an {@link InputException}, not an IOException: one sentence with the remedy. Safe for use by
 * several threads.
 */
public final class WebProvider extends ReadOnlyProvider<WebPath> {
  private final WebFiles files;

  private WebProvider(String scheme, WebFiles files) {
    super(scheme, WebPath.class);
    this.files = files;
  }

  /** Those of https: and http:, with one cache. Connects to nothing yet. */
  public static List<FileSystemProvider> all() {
    return all(WebSettings.standard(), time -> Thread.sleep(time.toMillis()));
  }

  static List<FileSystemProvider> all(WebSettings settings, WebClient.Pause pause) {
    WebFiles files = new WebFiles(settings, pause);
    return List.of(new WebProvider("https", files), new WebProvider("http", files));
  }

  /**
   * The path of a URL; what follows a {@code #} is left out.
   *
   * @throws IllegalArgumentException if it is of another scheme, names no host or no file, or a
   *     user
   */
  @Override
  public Path getPath(URI uri) {
    String scheme = getScheme();
    if (!scheme.equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("it does not start with " + scheme + ":");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("passwords are not sent here; take a signed URL");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("it names no host");
    }
    WebPath path = WebPath.of(getFileSystem(uri), uri);
    if (path.getFileName() == null) {
      throw new IllegalArgumentException("it names no file");
    }
    return path;
  }

  @Override
  public WebFileSystem getFileSystem(URI uri) {
    return new WebFileSystem(this, uri.getRawAuthority().toLowerCase(Locale.ROOT));
  }

  @Override
  protected SeekableByteChannel open(WebPath file) throws IOException {
    return files.channel(file);
  }

  @Override
  protected BasicFileAttributes attributes(WebPath file) throws IOException {
    return files.state(file);
  }

  /** Of a server that sends no parts, too. */
  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    mustOnlyRead(List.of(options));
    WebPath file = own(path);
    return files.state(file).inParts()
        ? Channels.newInputStream(files.channel(file))
        : new ByteArrayInputStream(files.whole(file));
  }

  /** Servers don't tell what they have. */
  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    throw new NotDirectoryException(path.toString());
  }
}
