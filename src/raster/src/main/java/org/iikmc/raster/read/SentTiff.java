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
 * A {@link TiffFile} on its way to another machine that sees the file under the same name. There it
 * is opened when it is first read; no file stays open between two reads.
 */
final class SentTiff implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final FileAddress address;
  private final long size;
  private final long modified;
  private final Dimension tileSize;
  private transient TiffFile file;

  /**
   * @param state of the file as it was opened
   */
  SentTiff(TiffFile file, FileState state) {
    address = FileAddress.of(file.path());
    size = state.size();
    modified = state.modified().toMillis();
    tileSize = file.tileSize();
  }

  private synchronized TiffFile file() throws IOException {
    if (file == null) {
      TiffFile opened = new TiffFile(address.path(), new TiffReaders(0));
      FileState now = opened.state();
      // Not the key of its file system, which may differ from machine to machine.
      if (now.size() != size || now.modified().toMillis() != modified) {
        throw opened.wasChanged();
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
    return address.shown();
  }
}
