/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.geoserver.catalog.StyleInfo;

/** The files of GeoServer that this plugin reads and writes. */
interface DataDirectory {
  /**
   * A folder, made if it is missing.
   *
   * @param path within the data directory
   */
  Path folder(String path);

  /** The document of a style; empty if it has no file yet. */
  Optional<byte[]> readStyle(StyleInfo style) throws IOException;

  /** Writes the document of a style, and makes GeoServer forget the earlier one. */
  void writeStyle(StyleInfo style, byte[] sld) throws IOException;

  /** Removes the document of a style. */
  void deleteStyle(StyleInfo style);
}
