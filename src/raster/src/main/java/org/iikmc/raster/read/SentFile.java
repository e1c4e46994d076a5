/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import org.iikmc.raster.PixelSource;

/**
 * A {@link StoredFile} on its way to another machine that sees the file under the same name. There
 * it is opened when it is first read; no file stays open between two reads.
 */
final class SentFile implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final FileAddress address;
  private final StoredFile.Format format;
  private final long size;
  private final long modified;
  private final int level;
  private final Dimension tileSize;
  private transient PixelSource file;

  /**
   * @param level of an overview of it, from 1; 0 for the file itself
   * @param tileSize of that
   */
  SentFile(StoredFile file, int level, Dimension tileSize) {
    address = FileAddress.of(file.path());
    format = file.format();
    size = file.state().size();
    modified = file.state().modified().toMillis();
    this.level = level;
    this.tileSize = tileSize;
  }

  private synchronized PixelSource file() throws IOException {
    if (file == null) {
      StoredFile opened = format.open(address.path(), new TiffReaders(0));
      FileState now = opened.state();
      // Not the key of its file system, which may differ from machine to machine.
      if (now.size() != size || now.modified().toMillis() != modified) {
        throw FileState.wasChanged(opened.path());
      }
      file =
          level == 0
              ? opened
              : opened
                  .reduced(level)
                  .orElseThrow(() -> FileState.wasChanged(opened.path()))
                  .pixels();
    }
    return file;
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return file().read(window, cells);
  }

  @Override
  public boolean isWhole() {
    return false; // not known before it is opened
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(tileSize);
  }

  @Override
  public String description() {
    return address.shown();
  }
}
