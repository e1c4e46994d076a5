/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.LinkOption;
import java.util.List;
import org.iikmc.raster.file.readonly.SlashPath;

/**
 * Names in an archive. The text of an absolute path starts with the archive, so that messages tell
 * where a file lies. Immutable.
 */
final class ArchivePath extends SlashPath<ArchivePath> {
  private final ArchiveFileSystem system;

  private ArchivePath(ArchiveFileSystem system, boolean absolute, List<String> names) {
    super(absolute, names);
    this.system = system;
  }

  /** The path of a text with slashes between names; several slashes are one. */
  static ArchivePath of(ArchiveFileSystem system, String text) {
    return new ArchivePath(system, text.startsWith("/"), split(text));
  }

  /** As the index of the archive has it: empty for the root. */
  String inArchive() {
    return String.join("/", toAbsolutePath().normalize().names());
  }

  @Override
  protected ArchivePath with(boolean fromRoot, List<String> others) {
    return new ArchivePath(system, fromRoot, others);
  }

  @Override
  public ArchiveFileSystem getFileSystem() {
    return system;
  }

  @Override
  public URI toUri() {
    try {
      String inside = new URI(null, null, toAbsolutePath().joined(), null).getRawPath();
      // So that what ends the archive's own address is the last of its kind.
      return URI.create(
          ArchiveProvider.SCHEME
              + ":"
              + system.archive().toUri()
              + "!"
              + inside.replace("!", "%21"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // a path alone is quoted
    }
  }

  @Override
  public ArchivePath toRealPath(LinkOption... options) throws IOException {
    ArchivePath real = super.toRealPath(options);
    system.attributes(real); // there is such a file or folder
    return real;
  }

  @Override
  public String toString() {
    return isAbsolute() ? system + joined() : joined();
  }
}
