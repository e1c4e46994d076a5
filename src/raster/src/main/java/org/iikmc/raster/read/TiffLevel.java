/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import org.iikmc.raster.PixelSource;

/** An overview of a TIFF, which can be sent to another machine as the TIFF itself can. */
final class TiffLevel implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final TiffFile file;
  private final int level;
  private final transient PixelSource pixels; // what is sent finds its own

  /**
   * @param level 1 for the finest
   */
  TiffLevel(TiffFile file, int level, PixelSource pixels) {
    this.file = file;
    this.level = level;
    this.pixels = pixels;
  }

  private Object writeReplace() {
    return new SentTiff(file, file.state(), level, pixels.tileSize());
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return pixels.read(window, cells);
  }

  @Override
  public Raster read(Rectangle window, int step, BitSet cells) throws IOException {
    return pixels.read(window, step, cells);
  }

  @Override
  public boolean isWhole() {
    return pixels.isWhole();
  }

  @Override
  public Dimension tileSize() {
    return pixels.tileSize();
  }

  @Override
  public String description() {
    return file.description();
  }
}
