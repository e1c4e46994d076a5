/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import org.iikmc.raster.PixelSource;

/** An overview in a file, which can be sent to another machine as the file itself can. */
final class StoredLevel implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final StoredFile file;
  private final int level;
  private final transient PixelSource pixels; // what is sent finds its own

  /**
   * @param level 1 for the finest
   */
  StoredLevel(StoredFile file, int level, PixelSource pixels) {
    this.file = file;
    this.level = level;
    this.pixels = pixels;
  }

  private Object writeReplace() {
    return new SentFile(file, level, pixels.tileSize());
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
