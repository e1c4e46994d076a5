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
 * is opened when it is first read; its readers go when it does.
 */
final class SentTiff implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final FileAddress address;
  private final Dimension tileSize;
  private transient TiffFile file;

  SentTiff(TiffFile file) {
    address = FileAddress.of(file.path());
    tileSize = file.tileSize();
  }

  private synchronized TiffFile file() throws IOException {
    if (file == null) {
      file = new TiffFile(address.path(), new TiffReaders());
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
