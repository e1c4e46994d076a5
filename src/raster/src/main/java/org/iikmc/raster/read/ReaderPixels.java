/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.PixelSource;

/**
 * The pixels of a coverage behind a reader; each window is one request. What comes back is looked
 * at before it is believed: readers deliver more or less than they are asked for, or nothing.
 */
final class ReaderPixels implements PixelSource {
  /** How far a delivered pixel may be off, in pixels: well above rounding, well below a mistake. */
  private static final double TOLERANCE = 0.1;

  private final String scene;
  private final CoverageRequests requests;
  private final Grid grid;
  private final CoverageBands bands;
  private final List<Integer> wanted;
  private final Dimension tileSize;

  /**
   * @param bands as known beforehand
   * @param wanted the bands whose nodata makes a pixel invalid
   */
  ReaderPixels(
      String scene,
      CoverageRequests requests,
      Grid grid,
      CoverageBands bands,
      List<Integer> wanted,
      Dimension tileSize) {
    this.scene = scene;
    this.requests = requests;
    this.grid = grid;
    this.bands = bands;
    this.wanted = List.copyOf(wanted);
    this.tileSize = tileSize;
  }

  @Override
  public boolean isWhole() {
    return false;
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return requests.read(window, delivered -> read(delivered, window, cells));
  }

  private Raster read(Optional<GridCoverage2D> delivered, Rectangle window, BitSet cells)
      throws IOException {
    if (delivered.isEmpty()) {
      cells.clear();
      return blank(window);
    }
    GridCoverage2D coverage = delivered.get();
    checkType(coverage);
    Rectangle there = place(coverage);
    Rectangle common = window.intersection(there);
    if (common.isEmpty()) {
      cells.clear();
      return blank(window);
    }
    Rectangle wantedOfIt = new Rectangle(common);
    wantedOfIt.translate(-there.x, -there.y);
    CoveragePixels pixels = new CoveragePixels(scene, coverage, bands);
    if (common.equals(window)) {
      Raster raster = pixels.read(wantedOfIt, cells);
      dropOwnNodata(coverage, raster, cells);
      return raster;
    }
    BitSet part = PixelSource.all(common.width * common.height);
    Raster raster = pixels.read(wantedOfIt, part);
    dropOwnNodata(coverage, raster, part);
    WritableRaster whole = blank(window);
    int x = common.x - window.x;
    int y = common.y - window.y;
    whole.setRect(x - raster.getMinX(), y - raster.getMinY(), raster);
    cells.and(spread(part, new Rectangle(x, y, common.width, common.height), window.width));
    return whole;
  }

  private WritableRaster blank(Rectangle window) {
    return Raster.createWritableRaster(
        bands.samples().createCompatibleSampleModel(window.width, window.height), new Point());
  }

  private void checkType(GridCoverage2D coverage) throws IOException {
    int type = coverage.getRenderedImage().getSampleModel().getDataType();
    int count = coverage.getNumSampleDimensions();
    if (type != bands.samples().getDataType() || count != bands.count()) {
      throw new IOException(
          "Scene "
              + scene
              + " has pixels of several kinds: "
              + bands.count()
              + " bands of data type "
              + bands.samples().getDataType()
              + " here, "
              + count
              + " of "
              + type
              + " there.");
    }
  }

  /** The pixels of the scene that were delivered. */
  private Rectangle place(GridCoverage2D coverage) throws IOException {
    Grid own = EastNorth.grid(scene, coverage);
    AffineTransform toScene = grid.toPixels();
    toScene.concatenate(own.toWorld());
    Point2D first = toScene.transform(new Point2D.Double(0, 0), null);
    Rectangle place =
        new Rectangle(
            (int) Math.round(first.getX()),
            (int) Math.round(first.getY()),
            own.width(),
            own.height());
    for (int x : new int[] {0, own.width()}) {
      for (int y : new int[] {0, own.height()}) {
        Point2D corner = toScene.transform(new Point2D.Double(x, y), null);
        if (corner.distance(place.x + x, place.y + y) > TOLERANCE) {
          throw new IOException(
              "Scene "
                  + scene
                  + " was delivered on another grid than its own: the corner of its pixel "
                  + (place.x + x)
                  + ", "
                  + (place.y + y)
                  + " lies at "
                  + corner.getX()
                  + ", "
                  + corner.getY()
                  + ".");
        }
      }
    }
    return place;
  }

  /** Clears what is nodata by the delivered coverage alone, not by what is known of the scene. */
  private void dropOwnNodata(GridCoverage2D coverage, Raster raster, BitSet cells) {
    for (int band : wanted) {
      Set<Double> own = new HashSet<>(NodataValues.of(scene, coverage, band, bands.type()));
      own.removeAll(bands.nodata(band).values());
      if (own.isEmpty()) {
        continue;
      }
      Nodata nodata = Nodata.of(bands.type(), own);
      for (int i = cells.nextSetBit(0); i >= 0; i = cells.nextSetBit(i + 1)) {
        int x = raster.getMinX() + i % raster.getWidth();
        int y = raster.getMinY() + i / raster.getWidth();
        if (nodata.matches(raster.getSampleFloat(x, y, band))) {
          cells.clear(i);
        }
      }
    }
  }

  /** The cells of a part, as cells of the whole. */
  private static BitSet spread(BitSet part, Rectangle place, int width) {
    BitSet whole = new BitSet();
    for (int i = part.nextSetBit(0); i >= 0; i = part.nextSetBit(i + 1)) {
      whole.set((place.y + i / place.width) * width + place.x + i % place.width);
    }
    return whole;
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(tileSize);
  }

  @Override
  public String description() {
    return "scene " + scene;
  }
}
