/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.file.readonly;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider whose files are read, by addresses that have a file system already. Whatever would
 * write is refused by Java's own exceptions.
 *
 * @param <P> its paths
 */
public abstract class ReadOnlyProvider<P extends SlashPath<P>> extends FileSystemProvider {
  private final String scheme;
  private final Class<P> paths;

  /** That of a scheme, with the class of its paths. */
  protected ReadOnlyProvider(String scheme, Class<P> paths) {
    this.scheme = scheme;
    this.paths = paths;
  }

  /**
   * Opens a file that is read here and there.
   *
   * @param file absolute
   */
  protected abstract SeekableByteChannel open(P file) throws IOException;

  /**
   * What is known of a file or folder.
   *
   * @param path absolute
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  protected abstract BasicFileAttributes attributes(P path) throws IOException;

  /**
   * A path of this provider, made absolute and without dots.
   *
   * @throws ProviderMismatchException if it is of another one
   */
  protected final P own(Path path) {
    if (paths.isInstance(path)) {
      return paths.cast(path).toAbsolutePath().normalize();
    }
    throw new ProviderMismatchException(path.toString());
  }

  /**
   * Refuses what is more than reading.
   *
   * @throws ReadOnlyFileSystemException if an option is
   */
  protected static void mustOnlyRead(Collection<? extends OpenOption> options) {
    if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
      throw new ReadOnlyFileSystemException();
    }
  }

  @Override
  public final String getScheme() {
    return scheme;
  }

  /** There is one for every address already. */
  @Override
  public final FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new FileSystemAlreadyExistsException(scheme); // the address may hold a signature
  }

  @Override
  public final SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    mustOnlyRead(options);
    return open(own(path));
  }

  @Override
  public final void checkAccess(Path path, AccessMode... modes) throws IOException {
    attributes(own(path));
    if (!Set.of(AccessMode.READ).containsAll(List.of(modes))) {
      throw new AccessDeniedException(path.toString(), null, "files here are only read");
    }
  }

  @Override
  public final <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(type.getName());
    }
    return type.cast(attributes(own(path)));
  }

  @Override
  public final Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes by name");
  }

  @Override
  public final <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null; // by Java's contract, where there is none
  }

  @Override
  public final boolean isSameFile(Path path, Path other) {
    return path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public final boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }

  @Override
  public final FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("space of what is only read");
  }

  @Override
  public final void createDirectory(Path folder, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public final void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public final void copy(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public final void move(Path source, Path target, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public final void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }
}
