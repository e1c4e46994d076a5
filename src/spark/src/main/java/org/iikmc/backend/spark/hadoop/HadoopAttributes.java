/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark.hadoop;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;

/**
 * What Hadoop tells of a file or folder.
 *
 * @param fileKey the tag of the contents that a store of objects gives; null where there is none
 */
record HadoopAttributes(
    boolean isDirectory,
    boolean isRegularFile,
    long size,
    FileTime lastModifiedTime,
    Object fileKey)
    implements BasicFileAttributes {
  static HadoopAttributes of(FileStatus status) {
    return new HadoopAttributes(
        status.isDirectory(),
        status.isFile(),
        status.isFile() ? status.getLen() : 0,
        modified(status),
        tag(status));
  }

  /** Whether it is of a store of objects, which has neither folders nor permissions of files. */
  static boolean isObject(FileStatus status) {
    return status instanceof EtagSource;
  }

  /**
   * In seconds of an object, of which lists and headers tell more or less of the fraction. A folder
   * of such a store has no time, and Hadoop's clients make up another one each time.
   */
  private static FileTime modified(FileStatus status) {
    long time = status.getModificationTime();
    if (!isObject(status)) {
      return FileTime.fromMillis(time);
    }
    return FileTime.from(
        status.isDirectory() ? 0 : TimeUnit.MILLISECONDS.toSeconds(time), TimeUnit.SECONDS);
  }

  /** Lists and headers may differ in quotes. */
  private static String tag(FileStatus status) {
    return status instanceof EtagSource object && object.getEtag() != null
        ? object.getEtag().replace("\"", "")
        : null;
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
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return !isDirectory && !isRegularFile;
  }
}
