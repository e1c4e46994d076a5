/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.read.FileAddress;
import org.iikmc.raster.read.FileState;

/**
 * {@link GdalPixels} on their way to another machine that has GDAL too, and sees the file under the
 * same name. There it is opened when it is read; no file stays open between two reads. Safe for use
 * by several threads.
 */
final class SentGdal implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  private final String address;

  /** Null if it is none. */
  private final FileAddress file;

  private final long size;
  private final long modified;

  /** -1 for the image itself. */
  private final int overview;

  private final ArrayList<Integer> numbers;
  private final SampleKind kind;
  private final ArrayList<Integer> alpha;
  private final ArrayList<Integer> masked;
  private final Dimension image;
  private final Dimension block;
  private transient GdalPixels pixels;

  SentGdal(GdalPixels pixels) {
    GdalSource source = pixels.source();
    address = source.address();
    file = source.file().map(FileAddress::of).orElse(null);
    size = source.state().map(FileState::size).orElse(0L);
    modified = source.state().map(state -> state.modified().toMillis()).orElse(0L);
    overview = source.overview().orElse(-1);
    numbers = new ArrayList<>(pixels.numbers());
    kind = pixels.kind();
    alpha = new ArrayList<>(pixels.alpha());
    masked = new ArrayList<>(pixels.masked());
    image = pixels.size();
    block = pixels.block();
  }

  private synchronized GdalPixels pixels() throws IOException {
    if (pixels == null) {
      GdalSearch gdal = GdalSearch.ofThisProcess();
      if (gdal.obstacle().isPresent()) {
        throw new InputException(
            description()
                + " can't be read on a machine of the cluster, where GDAL can't be used: "
                + gdal.obstacle().get()
                + ".");
      }
      pixels =
          new GdalPixels(
              new GdalHandles(gdal.library().orElseThrow(), 0),
              source(),
              numbers,
              kind,
              alpha,
              masked,
              image,
              block,
              List.of());
    }
    return pixels;
  }

  private GdalSource source() throws IOException {
    OptionalInt level = overview < 0 ? OptionalInt.empty() : OptionalInt.of(overview);
    if (file == null) {
      return new GdalSource(address, Optional.empty(), Optional.empty(), level);
    }
    Path path = file.path();
    FileState now = FileState.of(path);
    // Not the key of its file system, which may differ from machine to machine.
    if (now.size() != size || now.modified().toMillis() != modified) {
      throw FileState.wasChanged(path);
    }
    return new GdalSource(address, Optional.of(path), Optional.of(now), level);
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return pixels().read(window, cells);
  }

  @Override
  public boolean isWhole() {
    return alpha.isEmpty() && masked.isEmpty();
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(Math.min(block.width, image.width), Math.min(block.height, image.height));
  }

  @Override
  public String description() {
    return (file == null ? new FileAddress(address) : file).shown();
  }
}
