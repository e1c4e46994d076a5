/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of a scheme, read through Hadoop. Whatever would write is refused. Safe for use by several
 * threads.
 */
abstract class HadoopProvider extends FileSystemProvider {
  private final String scheme;
  private final Duration remembered;

  /** Null before a file is asked for. */
  private HadoopFiles files;

  /**
   * Connects to nothing yet, and needs no class of Hadoop's: Java makes all providers as soon as it
   * needs one, in a program without Hadoop too.
   *
   * @param remembered how long what is known of a file is taken to hold; zero to ask each time
   */
  HadoopProvider(String scheme, Duration remembered) {
    this.scheme = scheme;
    this.remembered = remembered;
  }

  private synchronized HadoopFiles files() {
    if (files == null) {
      files = new HadoopFiles(remembered);
    }
    return files;
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  /**
   * The path of a URI.
   *
   * @throws IllegalArgumentException if it is of another scheme, has no path, or a query or
   *     fragment
   */
  @Override
  public Path getPath(URI uri) {
    if (!scheme.equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("it does not start with " + scheme + ":");
    }
    if (uri.getPath() == null) {
      throw new IllegalArgumentException("it lacks the // after " + scheme + ":");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a ? in a name must be written %3F, and a # %23");
    }
    return getFileSystem(uri).getPath("/", uri.getPath());
  }

  @Override
  public HadoopFileSystem getFileSystem(URI uri) {
    return new HadoopFileSystem(this, uri.getAuthority());
  }

  /** There is one for every address already. */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new FileSystemAlreadyExistsException(uri.toString());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
      throw new ReadOnlyFileSystemException();
    }
    return files().channel(own(path));
  }

  /** For files that are read whole. */
  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(List.of(options))) {
      throw new ReadOnlyFileSystemException();
    }
    return files().stream(own(path));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    HadoopPath folder = own(path);
    if (!files().attributes(folder).isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return HadoopFolder.of(path, files().list(folder), filter);
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    files().checkAccess(own(path), modes);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(type.getName());
    }
    return type.cast(files().attributes(own(path)));
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
    throw new UnsupportedOperationException("space of a store");
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

  /** The same from the root on, as Hadoop is asked. */
  private static HadoopPath own(Path path) {
    if (path instanceof HadoopPath own) {
      return own.toAbsolutePath().normalize();
    }
    throw new ProviderMismatchException(path.toString());
  }
}
