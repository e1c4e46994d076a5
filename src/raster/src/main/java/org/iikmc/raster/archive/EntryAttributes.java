/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.archive;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What is known of a file or folder in an archive. It changes by its archive being written, so the
 * archive's time is its own: the times in archives are of clocks and zones that nobody knows.
 *
 * @param size in bytes; of a folder 0
 * @param lastModifiedTime of the archive
 * @param fileKey equal while the archive stays the same
 */
record EntryAttributes(boolean isDirectory, long size, FileTime lastModifiedTime, Object fileKey)
    implements BasicFileAttributes {
  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime;
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime;
  }

  @Override
  public boolean isRegularFile() {
    return !isDirectory;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }
}
