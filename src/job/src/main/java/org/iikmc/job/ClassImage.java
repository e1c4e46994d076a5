/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import javax.media.jai.ImageLayout;
import javax.media.jai.JAI;
import javax.media.jai.OpImage;
import org.iikmc.kmeans.NearestSignature;
import org.iikmc.raster.SceneSamples;

/**
 * The labels of an image as an image over the same pixels; a tile is computed when it is asked for,
 * and kept by nothing but the cache of the host. Safe for use by several threads.
 */
final class ClassImage extends OpImage {
  /** Tiles of the source within these sides are kept: a tile then needs one tile of the source. */
  private static final int SMALLEST_TILE = 64;

  private static final int LARGEST_TILE = 1024;

  private static final int TILE = 512;

  private final Labels labels;

  /** Where labels come from. */
  interface Labels {
    /**
     * Labels of a window.
     *
     * @param window of the image, from its upper left pixel
     * @param cells receives 1…k for each pixel, row by row, 0 where it is not valid
     */
    void read(Rectangle window, byte[] cells) throws IOException;

    /**
     * Those of the nearest signatures.
     *
     * @param samples of one scene
     */
    static Labels of(SceneSamples samples, NearestSignature nearest) {
      return (window, cells) -> nearest.read(0, samples.read(0, window), cells);
    }
  }

  /**
   * @param source of the pixels
   * @param labels of its pixels
   */
  ClassImage(RenderedImage source, Labels labels, IndexColorModel colors) {
    super(new Vector<>(List.of(source)), layout(source, colors), cached(), false);
    this.labels = labels;
  }

  /**
   * An image that no other is behind.
   *
   * @param labels of pixels of that width and height
   */
  ClassImage(int width, int height, Labels labels, IndexColorModel colors) {
    super(
        null,
        new ImageLayout(
            0,
            0,
            width,
            height,
            0,
            0,
            TILE,
            TILE,
            colors.createCompatibleSampleModel(TILE, TILE),
            colors),
        cached(),
        false);
    this.labels = labels;
  }

  /** Without a cache, writers that go row by row would compute each tile once for each row. */
  private static Map<?, ?> cached() {
    return new RenderingHints(JAI.KEY_TILE_CACHE, JAI.getDefaultInstance().getTileCache());
  }

  private static ImageLayout layout(RenderedImage source, IndexColorModel colors) {
    int width = source.getTileWidth();
    int height = source.getTileHeight();
    boolean keep =
        Math.min(width, height) >= SMALLEST_TILE && Math.max(width, height) <= LARGEST_TILE;
    int wide = keep ? width : TILE;
    int high = keep ? height : TILE;
    return new ImageLayout(
        source.getMinX(),
        source.getMinY(),
        source.getWidth(),
        source.getHeight(),
        keep ? source.getTileGridXOffset() : source.getMinX(),
        keep ? source.getTileGridYOffset() : source.getMinY(),
        wide,
        high,
        colors.createCompatibleSampleModel(wide, high),
        colors);
  }

  @Override
  public Raster computeTile(int tileX, int tileY) {
    Point origin = new Point(tileXToX(tileX), tileYToY(tileY));
    WritableRaster tile = createWritableRaster(sampleModel, origin);
    Rectangle pixels = getTileRect(tileX, tileY);
    if (pixels.isEmpty()) {
      return tile;
    }
    Rectangle window = new Rectangle(pixels);
    window.translate(-minX, -minY);
    byte[] cells = new byte[window.width * window.height];
    try {
      labels.read(window, cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    tile.setDataElements(pixels.x, pixels.y, pixels.width, pixels.height, cells);
    return tile;
  }

  @Override
  public Rectangle mapSourceRect(Rectangle rectangle, int source) {
    return new Rectangle(rectangle);
  }

  @Override
  public Rectangle mapDestRect(Rectangle rectangle, int source) {
    return new Rectangle(rectangle);
  }
}
