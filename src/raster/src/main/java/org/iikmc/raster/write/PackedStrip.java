/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of an image and their part of its first overviews, in tiles that are packed: what somebody
 * else can put into a file. Small, and can be sent.
 */
public final class PackedStrip implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] images;
  private final byte[][] tiles;
  private final byte[] rest;

  private PackedStrip(int[] images, byte[][] tiles, byte[] rest) {
    this.images = images;
    this.tiles = tiles;
    this.rest = rest;
  }

  /** Number of the image of each tile. */
  int[] images() {
    return images;
  }

  /** The tiles, framed; those of each image in their order. */
  byte[][] tiles() {
    return tiles;
  }

  /** Rows of the first overview whose tiles are higher than the strip; none if there is no such. */
  byte[] rest() {
    return rest;
  }

  /** Puts a strip together. For use by one thread. */
  static final class Maker implements TileSink, HalvedRows {
    private final List<Integer> images = new ArrayList<>();
    private final List<byte[]> tiles = new ArrayList<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final int pixel;
    private final int restWidth;

    /**
     * @param pixel bytes of one
     * @param restWidth columns of the overview of which the strip has rows
     */
    Maker(int pixel, int restWidth) {
      this.pixel = pixel;
      this.restWidth = restWidth;
    }

    @Override
    public void add(int image, byte[] pixels) {
      images.add(image);
      tiles.add(PackedTiles.pack(pixels).array());
    }

    @Override
    public void addHalf(byte[] rows, int row) {
      for (int x = 0; x < restWidth; x++) {
        rest.write(rows, row + 2 * x * pixel, pixel);
      }
    }

    PackedStrip strip() {
      return new PackedStrip(
          images.stream().mapToInt(Integer::intValue).toArray(),
          tiles.toArray(byte[][]::new),
          rest.toByteArray());
    }
  }
}
