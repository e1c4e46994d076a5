/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A file that is read here, without GDAL. It can be sent to another machine that sees the file
 * under the same name.
 */
interface StoredFile extends RasterFile, Serializable {
  /** How it is read. */
  enum Format {
    TIFF {
      @Override
      StoredFile open(Path file, TiffReaders readers) throws IOException {
        return new TiffFile(file, readers);
      }
    },
    JPEG_2000 {
      @Override
      StoredFile open(Path file, TiffReaders readers) throws IOException {
        return new Jp2File(file, readers);
      }
    };

    abstract StoredFile open(Path file, TiffReaders readers) throws IOException;
  }

  /** How it is read. */
  Format format();

  /** Where it is. */
  Path path();

  /** As it was when all but its pixels was read. */
  FileState state();
}
