/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.polygon;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapClasses;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.Grid;
import org.iikmc.raster.polygon.PolygonConsumer;
import org.iikmc.raster.polygon.PolygonLayer;
import org.iikmc.raster.polygon.RegionPolygon;
import org.iikmc.raster.polygon.RegionTracer;
import org.iikmc.raster.write.LabelReader;
import org.iikmc.raster.write.LabelRows;

/**
 * The polygons of a map. Immutable and safe for use by several threads.
 *
 * @param map read anew each time that its polygons are asked for
 * @param layer what is said of all of them
 */
public record MapPolygons(ClassifiedMap map, PolygonLayer layer) {
  private static final int STRIP_ROWS = 256;

  /**
   * The polygons of a map.
   *
   * @param signatures that it was made with, if they are known: for names and colours
   */
  public static MapPolygons of(ClassifiedMap map, Optional<SignatureSet> signatures) {
    List<ClassifiedMap> alone = List.of(map);
    return new MapPolygons(
        map,
        new PolygonLayer(
            map.name(),
            map.scene().date(),
            map.scene().grid(),
            MapClasses.of(alone, signatures, ClassifiedMap.MOST_LABELS).style(),
            MapClasses.of(alone, signatures, 0).k()));
  }

  /**
   * Reads the map from the top down.
   *
   * @param cells told how many were read after each strip, no data included; may throw to stop
   */
  public Strips read(LongConsumer cells) {
    return new Strips(cells);
  }

  /**
   * Reads all of the map.
   *
   * @param cells as in {@link #read}
   * @param polygons gets all of them
   * @throws IOException if the map can't be read, or what the consumer throws
   */
  public void forEach(LongConsumer cells, PolygonConsumer polygons) throws IOException {
    Strips strips = read(cells);
    while (strips.hasNext()) {
      polygons.accept(strips.next());
    }
  }

  /** The polygons one after the other, read as they are asked for. For use by one thread. */
  public final class Strips {
    private final Grid grid = map.scene().grid();
    private final LongConsumer cells;
    private final LabelRows rows = new LabelRows(blocks(), grid.width(), grid.height());
    private final Queue<RegionPolygon> ready = new ArrayDeque<>();
    private final RegionTracer tracer = new RegionTracer(grid, ready::add);
    private byte[] strip = new byte[grid.width() * Math.min(STRIP_ROWS, grid.height())];
    private int top;

    private Strips(LongConsumer cells) {
      this.cells = cells;
    }

    private LabelReader blocks() {
      List<Rectangle> windows = map.scene().blocks();
      return new LabelReader() {
        @Override
        public List<Rectangle> windows() {
          return windows;
        }

        @Override
        public void read(int block, byte[] labels) throws IOException {
          byte[] read = map.labels(windows.get(block));
          System.arraycopy(read, 0, labels, 0, read.length);
        }
      };
    }

    /**
     * Whether there is another one.
     *
     * @throws IOException if the map can't be read
     */
    public boolean hasNext() throws IOException {
      while (ready.isEmpty() && top < grid.height()) {
        int count = Math.min(STRIP_ROWS, grid.height() - top);
        rows.read(top, count, strip);
        for (int y = 0; y < count; y++) {
          tracer.accept(strip, y * grid.width());
        }
        top += count;
        cells.accept((long) count * grid.width());
      }
      return !ready.isEmpty();
    }

    /**
     * The next one.
     *
     * @throws IOException if the map can't be read
     */
    public RegionPolygon next() throws IOException {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
