/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.kmeans.problem.InputException;

/**
 * The archives of one run. What was unpacked of them goes when it is closed. Safe for use by
 * several threads.
 */
public final class Archives implements Closeable {
  private static final Pattern NAME = Pattern.compile("(?is)(.+)\\.(?:tar|tar\\.gz|tgz|zip)");

  /** By its ending GDAL finds where the path of an archive stops. */
  private static final Pattern KNOWN_TO_GDAL = Pattern.compile("(?s).+\\.(?:tar|zip)");

  private final ArchiveProvider provider = new ArchiveProvider();

  /** Opens nothing yet. */
  public Archives() {}

  /**
   * Whether a file is called as an archive: {@code .tar}, {@code .tar.gz}, {@code .tgz}, {@code
   * .zip}.
   */
  public static boolean isCalledAsOne(Path file) {
    return file.getFileName() != null && NAME.matcher(file.getFileName().toString()).matches();
  }

  /** Whether a file, whatever its name, starts as an archive that can be read. */
  public static boolean isOne(Path file) throws IOException {
    return Files.isRegularFile(file) && ArchiveFormat.of(file).isPresent();
  }

  /**
   * The folder of all that is in an archive. Its paths are read until the archive is replaced, or
   * this is closed.
   *
   * @param archive on any file system but that of an archive
   * @throws InputException if it can't be read, or is in an archive itself
   */
  public Path root(Path archive) throws IOException {
    if (archive.getFileSystem() instanceof ArchiveFileSystem outer) {
      throw new InputException(
          archive,
          " is an archive in an archive; unpack ",
          outer.archive(),
          " and give the folder.");
    }
    ArchiveFileSystem system = provider.in(archive);
    system.index();
    return system.root();
  }

  /**
   * What a folder is called that was unpacked from an archive, without its ending.
   *
   * @param file or folder
   * @return empty unless it is the root of an archive
   */
  public static Optional<String> nameOfRoot(Path file) {
    if (!(file instanceof ArchivePath path) || !path.inArchive().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(withoutEnding(path.getFileSystem().archive()));
  }

  /** The name of an archive without its ending; the whole name if it has none of those known. */
  public static String withoutEnding(Path archive) {
    String name = archive.getFileName().toString();
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }

  /**
   * What GDAL calls a file: {@code /data/a.tif}, {@code /vsitar//data/a.tar/b.tif}, {@code
   * /vsizip//data/a.zip/b.jp2}. Of a tar within gzip it is the tar that was unpacked, which goes
   * along with its archive.
   *
   * @param file of any file system
   * @return empty if it lies on none of this machine
   */
  public static Optional<String> gdalName(Path file) throws IOException {
    if (file instanceof ArchivePath path) {
      ArchiveIndex index = path.getFileSystem().index();
      String inside = path.inArchive();
      return gdalName(index.container())
          .map(
              name ->
                  index.gdalPrefix()
                      + (KNOWN_TO_GDAL.matcher(name).matches() ? name : "{" + name + "}")
                      + (inside.isEmpty() ? "" : "/" + inside));
    }
    return file.getFileSystem() == FileSystems.getDefault()
        ? Optional.of(file.toAbsolutePath().toString())
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    provider.close();
  }
}
