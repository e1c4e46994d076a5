/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Bands of one source on another grid, whose pixels lie along those of the source. A pixel that one
 * of the bands has nothing for is absent, so that the bands have no nodata any more. Immutable and
 * safe for use by several threads.
 */
public final class ResampledPixels implements PixelSource, Serializable {
  private static final long serialVersionUID = 1;

  /** Of the source, read at once. */
  private static final int MOST_CELLS = 1 << 22;

  /** Of the source, beneath one pixel. */
  private static final long MOST_BENEATH = 1 << 26;

  /** In pixels, as far as two grids that were meant to be along each other may be turned. */
  private static final double TOLERANCE = 0.01;

  private final PixelSource source;
  private final List<Band> bands;
  private final Grid from;
  private final Grid to;
  private final Resampling resampling;
  private final Axis across;
  private final Axis down;

  /**
   * Columns or rows of the new grid, as places along the old one: {@code scale * i + start}.
   *
   * @param scale above 0
   */
  private record Axis(double scale, double start, int length) implements Serializable {
    /** The pixels beneath some of the new grid; none if they lie beside the old one. */
    int first(int begin) {
      return (int) Math.max(0, Math.floor(snapped(begin)));
    }

    int last(int end) {
      return (int) Math.min(length, Math.ceil(snapped(end)));
    }

    /**
     * The pixel under the centre of each of some of the new ones, counted from the first of those
     * that were read; -1 where it is none of them.
     */
    int[] nearest(int first, int count, int firstRead, int read) {
      int[] places = new int[count];
      for (int i = 0; i < count; i++) {
        int place = (int) Math.floor(snapped(first + i + 0.5)) - firstRead;
        places[i] = place < 0 || place >= read ? -1 : place;
      }
      return places;
    }

    /** On a border of pixels if it is next to one: rounding must not add a pixel. */
    double snapped(double i) {
      double place = scale * i + start;
      double border = Math.rint(place);
      return Math.abs(place - border) < TOLERANCE * Math.min(1, scale) ? border : place;
    }
  }

  private ResampledPixels(List<Band> bands, Grid from, Grid to, Resampling resampling) {
    this.source = bands.get(0).pixels();
    this.bands = List.copyOf(bands);
    this.from = from;
    this.to = to;
    this.resampling = resampling;
    AffineTransform place = new AffineTransform(from.toPixels());
    place.concatenate(to.toWorld());
    across = new Axis(place.getScaleX(), place.getTranslateX(), from.width());
    down = new Axis(place.getScaleY(), place.getTranslateY(), from.height());
    boolean turned =
        Math.abs(place.getShearX()) * to.height() > TOLERANCE
            || Math.abs(place.getShearY()) * to.width() > TOLERANCE;
    if (turned || !(across.scale > 0) || !(down.scale > 0)) {
      throw new InputException(
          source.description(),
          " is turned or mirrored against the grid that it should come to; bring it there with"
              + " gdalwarp.");
    }
  }

  /**
   * Bands on another grid.
   *
   * @param bands of one source
   * @param from their grid
   * @param to in the same reference system
   * @return the same bands in that order
   * @throws InputException if the grids are turned against each other
   */
  public static List<Band> of(List<Band> bands, Grid from, Grid to, Resampling resampling) {
    PixelSource pixels = new ResampledPixels(bands, from, to, resampling);
    List<Band> resampled = new ArrayList<>();
    for (Band band : bands) {
      resampled.add(
          new Band(
              band.name(),
              pixels,
              resampled.size(),
              band.type(),
              Nodata.of(band.type(), List.of()),
              band.scaling()));
    }
    return resampled;
  }

  /** The same without the pixels of one more value, which must not become a part of a mean. */
  ResampledPixels without(double nodata) {
    List<Band> less = new ArrayList<>();
    for (Band band : bands) {
      Set<Double> absent = new HashSet<>(band.nodata().values());
      absent.add(nodata);
      less.add(
          new Band(
              band.name(),
              source,
              band.index(),
              band.type(),
              Nodata.of(band.type(), absent),
              band.scaling()));
    }
    return new ResampledPixels(less, from, to, resampling);
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    WritableRaster result = null;
    Dimension most = most(window);
    for (int y = 0; y < window.height; y += most.height) {
      for (int x = 0; x < window.width; x += most.width) {
        Rectangle part =
            new Rectangle(window.x + x, window.y + y, most.width, most.height).intersection(window);
        Rectangle beneath = beneath(part);
        if (beneath.isEmpty()) {
          for (int row = y; row < y + part.height; row++) {
            cells.clear(row * window.width + x, row * window.width + x + part.width);
          }
          continue;
        }
        BitSet there = PixelSource.all(beneath.width * beneath.height);
        Raster read = source.read(beneath, there);
        if (result == null) {
          result = empty(read, window);
        }
        fill(part, read, beneath, there, result, window, cells);
      }
    }
    return result == null ? empty(source.read(new Rectangle(1, 1)), window) : result;
  }

  /**
   * Pixels of a window that are made at once: of rows as long as there can be, but at least one.
   */
  private Dimension most(Rectangle window) {
    double beneathOne = Math.max(1, across.scale) * Math.max(1, down.scale);
    int pixels = (int) Math.max(1, MOST_CELLS / beneathOne);
    int columns = Math.min(window.width, pixels);
    return new Dimension(columns, Math.max(1, pixels / columns));
  }

  private Rectangle beneath(Rectangle part) {
    int left = across.first(part.x);
    int top = down.first(part.y);
    Rectangle beneath =
        new Rectangle(
            left,
            top,
            across.last(part.x + part.width) - left,
            down.last(part.y + part.height) - top);
    if (!beneath.isEmpty() && (long) beneath.width * beneath.height > MOST_BENEATH) {
      throw new InputException(
          source.description(),
          " has "
              + beneath.width
              + " x "
              + beneath.height
              + " pixels beneath a single one; choose"
              + " a finer ",
          Problem.option("resolution"),
          ".");
    }
    return beneath;
  }

  /** Of the type of the source, with as many bands as are resampled. */
  private WritableRaster empty(Raster like, Rectangle window) {
    return Raster.createWritableRaster(
        new BandedSampleModel(
            like.getSampleModel().getDataType(), window.width, window.height, bands.size()),
        null);
  }

  private void fill(
      Rectangle part,
      Raster read,
      Rectangle beneath,
      BitSet there,
      WritableRaster result,
      Rectangle window,
      BitSet cells) {
    int firstRow = part.y - window.y;
    int firstColumn = part.x - window.x;
    double[] values = new double[beneath.width * beneath.height];
    double[] row = new double[part.width];
    int[] columns = across.nearest(part.x, part.width, beneath.x, beneath.width);
    int[] rows = down.nearest(part.y, part.height, beneath.y, beneath.height);
    int dataType = result.getSampleModel().getDataType(); // whole ones are held as fractions, too
    boolean whole = dataType != DataBuffer.TYPE_FLOAT && dataType != DataBuffer.TYPE_DOUBLE;
    for (int b = 0; b < bands.size(); b++) {
      Band band = bands.get(b);
      read.getSamples(
          read.getMinX(), read.getMinY(), beneath.width, beneath.height, band.index(), values);
      for (int i = 0; i < values.length; i++) {
        if (!there.get(i) || band.nodata().matches(values[i])) {
          values[i] = Double.NaN;
        }
      }
      for (int y = 0; y < part.height; y++) {
        int beneathRow = rows[y] * beneath.width;
        for (int x = 0; x < part.width; x++) {
          double value =
              resampling == Resampling.AVERAGE
                  ? average(values, beneath, part.x + x, part.y + y)
                  : columns[x] < 0 || beneathRow < 0 ? Double.NaN : values[beneathRow + columns[x]];
          if (Double.isNaN(value)) {
            cells.clear((firstRow + y) * window.width + firstColumn + x);
            row[x] = 0;
          } else {
            row[x] = whole ? Math.floor(value + 0.5) : value;
          }
        }
        result.setSamples(firstColumn, firstRow + y, part.width, 1, b, row);
      }
    }
  }

  private double average(double[] values, Rectangle beneath, int x, int y) {
    double left = across.snapped(x);
    double right = across.snapped(x + 1);
    double top = down.snapped(y);
    double bottom = down.snapped(y + 1);
    double sum = 0;
    double weights = 0;
    for (int row = down.first(y); row < down.last(y + 1); row++) {
      double height = Math.min(row + 1, bottom) - Math.max(row, top);
      for (int column = across.first(x); column < across.last(x + 1); column++) {
        double value = values[(row - beneath.y) * beneath.width + column - beneath.x];
        if (!Double.isNaN(value)) {
          double weight = height * (Math.min(column + 1, right) - Math.max(column, left));
          sum += weight * value;
          weights += weight;
        }
      }
    }
    return weights > 0 ? sum / weights : Double.NaN;
  }

  @Override
  public boolean isWhole() {
    return false; // pixels may mean absent, or lie beside
  }

  @Override
  public Dimension tileSize() {
    Dimension tile = source.tileSize();
    return new Dimension(
        (int) Math.max(1, Math.round(tile.width / across.scale)),
        (int) Math.max(1, Math.round(tile.height / down.scale)));
  }

  @Override
  public String description() {
    return source.description();
  }
}
