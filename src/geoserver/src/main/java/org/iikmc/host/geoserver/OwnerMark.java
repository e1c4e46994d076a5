/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.Serializable;
import org.geoserver.catalog.MetadataMap;
import org.iikmc.job.output.OwnFiles;

/** How objects of the catalog tell which series they belong to. */
final class OwnerMark {
  private static final String SERIES = "iikmc.series";
  private static final String FOLDER = "iikmc.folder";
  private static final String SUM = OwnFiles.NAME;

  private OwnerMark() {}

  /**
   * @param folder of the files, within the data directory
   */
  static void put(MetadataMap metadata, String prefix, String folder) {
    metadata.put(SERIES, prefix);
    metadata.put(FOLDER, folder);
  }

  /**
   * Remembers what was written into a file.
   *
   * @param sum of {@link OwnFiles}; null for nothing
   */
  static void putSum(MetadataMap metadata, Serializable sum) {
    if (sum == null) {
      metadata.remove(SUM);
    } else {
      metadata.put(SUM, sum);
    }
  }

  /** What was remembered; null if nothing was, as version 0.1 did. */
  static Serializable sum(MetadataMap metadata) {
    return metadata.get(SUM);
  }

  /** Whether this is part of a series that was published here before. */
  static boolean isOf(MetadataMap metadata, String prefix) {
    return metadata != null && prefix.equals(metadata.get(SERIES));
  }

  /** The series that this is part of; empty if none. */
  static String series(MetadataMap metadata) {
    return metadata == null || metadata.get(SERIES) == null
        ? ""
        : String.valueOf(metadata.get(SERIES));
  }

  /** Folder of the files, within the data directory. */
  static String folder(MetadataMap metadata) {
    return String.valueOf(metadata.get(FOLDER));
  }
}
