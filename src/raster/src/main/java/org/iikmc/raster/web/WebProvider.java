/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.iikmc.kmeans.problem.InputException;

/**
 * Files of web servers, read only. What can't be read for another reason than that it is not there
 * is an {@link InputException}, not an IOException: one sentence with the remedy. Safe for use by
 * several threads.
 */
public final class WebProvider extends FileSystemProvider {
  private final String scheme;
  private final WebFiles files;

  private WebProvider(String scheme, WebFiles files) {
    this.scheme = scheme;
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

  @Override
  public String getScheme() {
    return scheme;
  }

  /**
   * The path of a URL; what follows a {@code #} is left out.
   *
   * @throws IllegalArgumentException if it is of another scheme, names no host or no file, or a
   *     user
   */
  @Override
  public Path getPath(URI uri) {
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

  /** There is one for every address already. */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new FileSystemAlreadyExistsException(scheme);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
      throw new ReadOnlyFileSystemException();
    }
    return files.channel(own(path));
  }

  /** Of a server that sends no parts, too. */
  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(List.of(options))) {
      throw new ReadOnlyFileSystemException();
    }
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

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    files.state(own(path));
    if (!Set.of(AccessMode.READ).containsAll(List.of(modes))) {
      throw new AccessDeniedException(path.toString());
    }
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(type.getName());
    }
    return type.cast(files.state(own(path)));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes by name");
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null; // by Java's contract, where there is none
  }

  @Override
  public boolean isSameFile(Path path, Path other) {
    return path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("space of a server");
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  private static WebPath own(Path path) {
    if (path instanceof WebPath own) {
      return own.toAbsolutePath().normalize();
    }
    throw new ProviderMismatchException(path.toString());
  }
}
