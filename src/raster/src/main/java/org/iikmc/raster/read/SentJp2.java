/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.BitSet;
import org.iikmc.raster.PixelSource;

/** A {@link Jp2File} on its way to another machine, as a {@link SentTiff} is. */
final class SentJp2 implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final FileAddress address;
  private final long size;
  private final long modified;
  private final Dimension tileSize;
  private transient Jp2File file;

  /**
   * @param state of the file as it was opened
   */
  SentJp2(Path file, FileState state, Dimension tileSize) {
    address = FileAddress.of(file);
    size = state.size();
    modified = state.modified().toMillis();
    this.tileSize = tileSize;
  }

  private synchronized Jp2File file() throws IOException {
    if (file == null) {
      Jp2File opened = new Jp2File(address.path(), new TiffReaders(0));
      FileState now = opened.state();
      if (now.size() != size || now.modified().toMillis() != modified) {
        throw TiffBlocks.wasChanged(address.path());
      }
      file = opened;
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
    return address.text();
  }
}
