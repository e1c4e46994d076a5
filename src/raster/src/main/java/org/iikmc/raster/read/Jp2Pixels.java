/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.jpeg2000.Codestream;
import org.iikmc.raster.jpeg2000.Jpeg2000Exception;
import org.iikmc.raster.jpeg2000.StoredBytes;

/**
 * One resolution of a JPEG 2000. The file is opened for each window, and what is decoded is no more
 * than the window. Safe for use by several threads, which decode at once.
 */
final class Jp2Pixels implements PixelSource {
  /** Of a tile that is decoded as a whole; larger ones are in parts. */
  private static final int MOST_PIXELS = 1 << 22;

  private static final int PART = 1024;

  private final Path file;
  private final FileState state;
  private final Codestream codestream;
  private final int reduction;
  private final int dataType;
  private final Dimension tileSize;

  /**
   * @param state of the file as it was when its headers were read
   * @param reduction how many resolutions are left out
   * @param dataType that holds the values of all components
   */
  Jp2Pixels(Path file, FileState state, Codestream codestream, int reduction, int dataType) {
    this.file = file;
    this.state = state;
    this.codestream = codestream;
    this.reduction = reduction;
    this.dataType = dataType;
    Dimension stored = codestream.tileSize();
    Dimension size = codestream.size(reduction);
    int width = Math.max(1, stored.width >> reduction);
    int height = Math.max(1, stored.height >> reduction);
    boolean large = (long) width * height > MOST_PIXELS;
    tileSize =
        new Dimension(
            Math.min(large ? Math.min(width, PART) : width, size.width),
            Math.min(large ? Math.min(height, PART) : height, size.height));
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return read(window, 1, cells);
  }

  @Override
  public Raster read(Rectangle window, int step, BitSet cells) throws IOException {
    int width = PixelSource.thinned(window.width, step);
    int height = PixelSource.thinned(window.height, step);
    WritableRaster raster =
        Raster.createWritableRaster(
            new BandedSampleModel(dataType, width, height, codestream.components()),
            new Point(0, 0));
    try (FileBytes open = FileBytes.open(file)) {
      if (!FileState.of(file).equals(state)) {
        throw FileState.wasChanged(file);
      }
      StoredBytes bytes = stored(open);
      int end = window.y + window.height;
      for (int y = window.y;
          y < end;
          y = Math.min(end, (y / tileSize.height + 1) * tileSize.height)) {
        int bottom = Math.min(end, (y / tileSize.height + 1) * tileSize.height);
        int right = window.x + window.width;
        for (int x = window.x, next; x < right; x = next) {
          next = Math.min(right, (x / tileSize.width + 1) * tileSize.width);
          put(bytes, new Rectangle(x, y, next - x, bottom - y), window, step, raster);
        }
      }
      return raster;
    } catch (Jpeg2000Exception e) {
      throw refused(file, e);
    }
  }

  /** Decodes a part of a window, of which every n-th pixel is wanted. */
  private void put(
      StoredBytes bytes, Rectangle part, Rectangle window, int step, WritableRaster raster)
      throws IOException {
    int firstX = next(part.x - window.x, step);
    int firstY = next(part.y - window.y, step);
    int columns = PixelSource.thinned(part.x + part.width - window.x - firstX, step);
    if (firstX + window.x >= part.x + part.width || firstY + window.y >= part.y + part.height) {
      return;
    }
    int[][] values = codestream.decode(bytes, part, reduction);
    int[] row = new int[columns];
    for (int b = 0; b < values.length; b++) {
      for (int y = firstY; y + window.y < part.y + part.height; y += step) {
        int from = (y + window.y - part.y) * part.width + firstX + window.x - part.x;
        for (int i = 0; i < columns; i++) {
          row[i] = values[b][from + i * step];
        }
        raster.setSamples(firstX / step, y / step, columns, 1, b, row);
      }
    }
  }

  /** The first multiple of a step that is not less. */
  private static int next(int place, int step) {
    return PixelSource.thinned(place, step) * step;
  }

  /** The bytes of an open file, for the decoder. */
  static StoredBytes stored(FileBytes open) {
    return new StoredBytes() {
      @Override
      public long length() throws IOException {
        return open.length();
      }

      @Override
      public void read(long position, byte[] to, int length) throws IOException {
        open.read(position, to, 0, length);
      }
    };
  }

  /** What a file is refused with that the decoder does not read. */
  static InputException refused(Path file, Jpeg2000Exception e) {
    if (e.isDamaged()) {
      return Jp2Boxes.damaged(file, e.getMessage());
    }
    return new UnsupportedRasterException(
        Problem.of(
            file,
            " is a JPEG 2000 of "
                + e.getMessage()
                + ", which is read with GDAL only; install GDAL, or convert the file with"
                + " gdal_translate to .tif."));
  }

  /** Whether pixels of so many kinds fit one another, and the data type that holds them. */
  static int dataType(Path file, Codestream codestream) {
    int bits = 0;
    int signed = 0;
    for (int c = 0; c < codestream.components(); c++) {
      bits = Math.max(bits, codestream.bits(c));
      signed += codestream.isSigned(c) ? 1 : 0;
    }
    if (signed > 0 && signed < codestream.components()) {
      throw new UnsupportedRasterException(
          file,
          " is a JPEG 2000 of bands with and without a sign, which is read with GDAL only; install"
              + " GDAL, or convert the file with gdal_translate to .tif.");
    }
    if (signed > 0) {
      return DataBuffer.TYPE_SHORT;
    }
    return bits <= Byte.SIZE ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(tileSize);
  }

  @Override
  public String description() {
    return file.toString();
  }
}
