/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.spark.ml;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.raster.SceneSamples;

/**
 * The valid pixels of a tile where its row is, block by block. It is opened for the first block
 * that is read, and closed when as many were read as it has: of the tiles of a partition no more
 * than one is a file at a time. Safe for use by several threads.
 */
final class TileSamples {
  private final Object tile;
  private final String path;
  private final TileReading reading;
  private final SampleType type;
  private final List<Rectangle> windows;

  /** Null while it is closed, likewise the samples. */
  private OpenTile open;

  private SceneSamples samples;
  private int read;

  private TileSamples(Object tile, String path, TileReading reading, SampleType type)
      throws IOException {
    this.tile = tile;
    this.path = path;
    this.reading = reading;
    this.type = type;
    try (OpenTile seen = OpenTile.of(tile, path)) {
      windows = seen.use(source -> reading.open(source).blocks());
    }
  }

  /**
   * The blocks of a partition, within its task.
   *
   * @param rows of a tile and its path; nulls among the tiles are passed over
   * @param type of the samples that they all give
   */
  static Iterator<SampleSource.Block> blocks(
      Iterator<Row> rows, TileReading reading, SampleType type) throws IOException {
    List<SampleSource.Block> blocks = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (!row.isNullAt(0)) {
        TileSamples tile = new TileSamples(row.get(0), row.getString(1), reading, type);
        tile.closeWithTask();
        tile.windows.forEach(window -> blocks.add(new Block(tile, window)));
      }
    }
    return blocks.iterator();
  }

  /** A task that fails leaves no file. */
  private void closeWithTask() {
    TaskContext.get()
        .addTaskCompletionListener(
            task -> {
              try {
                close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private synchronized SampleBlock read(Rectangle window) throws IOException {
    if (open == null) {
      open = OpenTile.of(tile, path);
      samples =
          open.use(
              source ->
                  new SceneSamples(
                      List.of(reading.open(source, type)), reading.rules(), 1, 0, List.of()));
      read = 0;
    }
    SampleBlock block = open.use(source -> samples.read(0, window));
    read++;
    if (read == windows.size()) {
      close();
    }
    return block;
  }

  private synchronized void close() throws IOException {
    if (open != null) {
      OpenTile closing = open;
      open = null;
      samples = null;
      closing.close();
    }
  }

  /** A window of a tile. */
  private static final class Block implements SampleSource.Block {
    private static final long serialVersionUID = 1;

    private final transient TileSamples tile;
    private final Rectangle window;

    private Block(TileSamples tile, Rectangle window) {
      this.tile = tile;
      this.window = window;
    }

    @Override
    public int scene() {
      return 0;
    }

    @Override
    public int cells() {
      return window.width * window.height;
    }

    @Override
    public SampleBlock open() throws IOException {
      return tile.read(window);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new NotSerializableException("A tile is read where its row is.");
    }
  }
}
