/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.web;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a server tells of a file, and what it is recognised by.
 *
 * @param tag ETag; null if it names none
 * @param lastModifiedTime the epoch if it names none
 * @param size in bytes; 0 if it names none
 * @param inParts whether the server sends parts of it
 */
record WebState(String tag, FileTime lastModifiedTime, long size, boolean inParts)
    implements BasicFileAttributes {
  @Override
  public Object fileKey() {
    return tag;
  }

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
    return true;
  }

  /** Servers have no folders. */
  @Override
  public boolean isDirectory() {
    return false;
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
