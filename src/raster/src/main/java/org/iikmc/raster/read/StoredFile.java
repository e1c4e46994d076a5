/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.BitSet;

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

  /** Its pixels, less those that it leaves out. */
  MaskedImage pixels();

  @Override
  default boolean isAlpha(int index) {
    return pixels().alpha().contains(index);
  }

  @Override
  default boolean isWhole() {
    return pixels().isWhole();
  }

  @Override
  default Raster read(Rectangle window, BitSet cells) throws IOException {
    return pixels().read(window, cells);
  }

  @Override
  default Raster read(Rectangle window, int step, BitSet cells) throws IOException {
    return pixels().read(window, step, cells);
  }

  @Override
  default Dimension tileSize() {
    return pixels().tileSize();
  }

  @Override
  default String description() {
    return path().toString();
  }
}
