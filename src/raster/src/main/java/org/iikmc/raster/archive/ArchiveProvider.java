/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.iikmc.raster.file.FileProviders;
import org.iikmc.raster.file.readonly.ReadOnlyProvider;

/**
 * Files in archives, by addresses such as {@code archive:file:///data/LC08.tar!/LC08_B4.TIF}: the
 * archive's own address, which may be of any file system, and after the last {@code !} the path in
 * it. Whatever would write is refused. Each has archives of its own, which stay open until it is
 * closed; those of the one that Java finds by the scheme stay as long as the JVM, for whoever was
 * sent an address. Safe for use by several threads.
 */
public final class ArchiveProvider extends ReadOnlyProvider<ArchivePath> implements Closeable {
  static final String SCHEME = "archive";

  private final Map<Path, ArchiveFileSystem> open = new HashMap<>();

  /** Opens nothing yet. */
  public ArchiveProvider() {
    super(SCHEME, ArchivePath.class);
  }

  /** The files in an archive, which is not looked at yet. */
  synchronized ArchiveFileSystem in(Path archive) throws IOException {
    Path whole = archive.toAbsolutePath();
    ArchiveFileSystem known = open.get(whole);
    if (known != null && !known.isStale()) {
      return known;
    }
    closeStale();
    ArchiveFileSystem made = new ArchiveFileSystem(this, whole);
    open.put(whole, made);
    return made;
  }

  /** What was unpacked of archives that are gone is of no use to anybody. */
  private void closeStale() throws IOException {
    for (ArchiveFileSystem each : List.copyOf(open.values())) {
      if (each.isStale()) {
        open.remove(each.archive());
        each.close();
      }
    }
  }

  /** Closes all archives. */
  @Override
  public synchronized void close() throws IOException {
    List<ArchiveFileSystem> all = new ArrayList<>(open.values());
    open.clear();
    IOException failed = null;
    for (ArchiveFileSystem each : all) {
      try {
        each.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /**
   * The path of a URI.
   *
   * @throws IllegalArgumentException if it is of another scheme, lacks the archive or the path in
   *     it, or has a fragment
   */
  @Override
  public Path getPath(URI uri) {
    String path = URI.create(parts(uri)[1]).getPath();
    return getFileSystem(uri).getPath(path);
  }

  @Override
  public ArchiveFileSystem getFileSystem(URI uri) {
    URI archive = URI.create(parts(uri)[0]);
    FileSystemProvider provider =
        FileProviders.service(String.valueOf(archive.getScheme()))
            .orElseThrow(
                () -> new IllegalArgumentException(archive + " is of no file system known here"));
    try {
      return in(provider.getPath(archive));
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The address of the archive, and the path in it. */
  private static String[] parts(URI uri) {
    if (!SCHEME.equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException("it does not start with " + SCHEME + ":");
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a # in a name must be written %23");
    }
    String text = uri.getRawSchemeSpecificPart();
    int end = text.lastIndexOf("!/");
    if (end < 0) {
      throw new IllegalArgumentException("it lacks the !/ between the archive and the file in it");
    }
    return new String[] {text.substring(0, end), text.substring(end + 1)};
  }

  @Override
  protected SeekableByteChannel open(ArchivePath file) throws IOException {
    return file.getFileSystem().open(file);
  }

  @Override
  protected BasicFileAttributes attributes(ArchivePath path) throws IOException {
    return path.getFileSystem().attributes(path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    ArchivePath folder = own(path);
    return ListedFolder.of(path, folder.getFileSystem().list(folder), filter);
  }
}
