/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What an archive is recognised by: another one may have its name later.
 *
 * @param key of its file system; null where there is none
 * @param modified when it was written last
 * @param size in bytes
 */
record ArchiveState(Object key, FileTime modified, long size) {
  /** As it is now. */
  static ArchiveState of(Path archive) throws IOException {
    BasicFileAttributes about = Files.readAttributes(archive, BasicFileAttributes.class);
    return new ArchiveState(about.fileKey(), about.lastModifiedTime(), about.size());
  }
}
