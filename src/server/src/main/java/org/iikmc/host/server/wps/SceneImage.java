/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import com.sun.media.imageioimpl.common.BogusColorSpace;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.media.jai.ImageLayout;
import javax.media.jai.PlanarImage;
import org.iikmc.kmeans.SampleType;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;

/**
 * Bands of a scene as one image, whose tiles are read when they are asked for. The last few are
 * kept, because encoders come back to them row by row.
 */
final class SceneImage extends PlanarImage {
  private static final int SIDE = 512;
  private static final int MOST_PIXELS = 1 << 20;

  private static final long KEPT_VALUES = 16 << 20;

  private final List<Plane> planes;
  private final Rectangle window;
  private final int most;

  /** The tiles used last are at its end. */
  private final Map<Point, Raster> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** One band of a source. */
  record Plane(PixelSource pixels, int band) {}

  /**
   * @param window of the scene that is the image
   */
  SceneImage(Scene scene, List<Plane> planes, Rectangle window) {
    super(layout(scene, planes.size(), planes.get(0), window), null, null);
    this.planes = List.copyOf(planes);
    this.window = new Rectangle(window);
    long values = (long) tileWidth * tileHeight * planes.size();
    most = (int) Math.max(1, Math.min(64, KEPT_VALUES / values));
  }

  private static ImageLayout layout(Scene scene, int bands, Plane first, Rectangle window) {
    Dimension tile = first.pixels().tileSize();
    // Strips are read whole, or each would be decoded once for every tile across it.
    int width = tile.width >= scene.grid().width() ? window.width : Math.min(SIDE, window.width);
    int height = Math.max(1, Math.min(Math.min(SIDE, MOST_PIXELS / width), window.height));
    int type = dataType(scene.type());
    return new ImageLayout(
        0,
        0,
        window.width,
        window.height,
        0,
        0,
        width,
        height,
        new BandedSampleModel(type, width, height, bands),
        colors(type, bands));
  }

  private static int dataType(SampleType type) {
    return switch (type) {
      case UINT8 -> DataBuffer.TYPE_BYTE;
      case UINT16 -> DataBuffer.TYPE_USHORT;
      case INT16 -> DataBuffer.TYPE_SHORT;
      case FLOAT32 -> DataBuffer.TYPE_FLOAT;
    };
  }

  private static ColorModel colors(int type, int bands) {
    return new ComponentColorModel(
        new BogusColorSpace(bands), false, false, Transparency.OPAQUE, type);
  }

  @Override
  public Raster getTile(int tileX, int tileY) {
    Point place = new Point(tileX, tileY);
    synchronized (kept) {
      Raster tile = kept.get(place);
      if (tile != null) {
        return tile;
      }
    }
    Raster tile = readTile(tileX, tileY);
    synchronized (kept) {
      kept.put(place, tile);
      if (kept.size() > most) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return tile;
  }

  private Raster readTile(int tileX, int tileY) {
    Rectangle tile =
        new Rectangle(tileX * tileWidth, tileY * tileHeight, tileWidth, tileHeight)
            .intersection(getBounds());
    Rectangle there = new Rectangle(tile);
    there.translate(window.x, window.y);
    WritableRaster raster =
        Raster.createWritableRaster(
            sampleModel.createCompatibleSampleModel(tileWidth, tileHeight),
            new Point(tileX * tileWidth, tileY * tileHeight));
    Map<PixelSource, Raster> read = new HashMap<>();
    float[] row = null;
    for (int b = 0; b < planes.size(); b++) {
      Raster source = read.computeIfAbsent(planes.get(b).pixels(), pixels -> read(pixels, there));
      for (int y = 0; y < tile.height; y++) {
        row =
            source.getSamples(
                source.getMinX(), source.getMinY() + y, tile.width, 1, planes.get(b).band(), row);
        raster.setSamples(tile.x, tile.y + y, tile.width, 1, b, row);
      }
    }
    return raster;
  }

  private static Raster read(PixelSource pixels, Rectangle where) {
    try {
      return pixels.read(where);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
