/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.jpeg2000;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JPEG 2000 codestream: its main header and where its tiles stand. A window is decoded by itself;
 * where the code-blocks of a tile stand is kept for the next window, as far as that takes some
 * megabytes. Safe for use by several threads, each with {@link StoredBytes} of its own.
 */
public final class Codestream {
  /** Values may have so many bits. */
  private static final int MOST_BITS = 16;

  /** Code-blocks of the tiles that are kept. */
  private static final int MOST_KEPT = 1 << 16;

  private static final int HEADERS = 1 << 10;
  private static final int PIXELS = 1 << 17;
  private static final int START_OF_TILE = 12;

  private final ImageArea image;
  private final Coding coding;
  private final List<List<TilePart>> parts;
  private final Map<Integer, Tile> tiles = new LinkedHashMap<>(16, 0.75f, true);
  private int kept;

  private Codestream(ImageArea image, Coding coding, List<List<TilePart>> parts) {
    this.image = image;
    this.coding = coding;
    this.parts = parts;
  }

  /**
   * Reads the headers of a codestream.
   *
   * @param bytes are left open
   * @param start its first byte in the file
   * @param end where it ends
   * @throws Jpeg2000Exception if it is damaged, cut off, or of a kind that is not read here
   */
  public static Codestream open(StoredBytes bytes, long start, long end) throws IOException {
    Buffered buffered = new Buffered(bytes, HEADERS);
    HeaderReader header = new HeaderReader(buffered);
    long at = header.main(start);
    ImageArea image = header.area();
    for (ImageArea.Component each : image.components()) {
      if (each.bits() > MOST_BITS) {
        throw Jpeg2000Exception.unsupported("numbers of " + each.bits() + " bits");
      }
    }
    List<List<TilePart>> parts = new ArrayList<>();
    for (int i = 0; i < image.tilesAcross() * image.tilesDown(); i++) {
      parts.add(new ArrayList<>(1));
    }
    int[] told = new int[parts.size()];
    while (at < end && buffered.shortAt(at) != HeaderReader.EOC) {
      at = tilePart(buffered, at, end, header, parts, told);
    }
    for (int i = 0; i < told.length; i++) {
      int found = parts.get(i).size();
      if (found == 0 || told[i] > 0 && found != told[i]) {
        throw Jpeg2000Exception.damaged("it is cut off, or lacks tile " + i);
      }
    }
    return new Codestream(image, header.coding(), List.copyOf(parts));
  }

  /** Reads the start of a tile-part (A.4.2). */
  private static long tilePart(
      Buffered bytes, long at, long end, HeaderReader main, List<List<TilePart>> parts, int[] told)
      throws IOException {
    if (bytes.shortAt(at) != HeaderReader.SOT || bytes.shortAt(at + 2) != 10) {
      throw Jpeg2000Exception.damaged("there is no tile at byte " + at);
    }
    int tile = bytes.shortAt(at + 4);
    long length = bytes.intAt(at + 6);
    int number = bytes.at(at + 10);
    int all = bytes.at(at + 11);
    if (tile >= parts.size() || number != parts.get(tile).size()) {
      throw Jpeg2000Exception.damaged("its tiles are numbered wrong at byte " + at);
    }
    boolean marked = end >= 2 && length == 0 && bytes.shortAt(end - 2) == HeaderReader.EOC;
    long partEnd = length == 0 ? marked ? end - 2 : end : at + length;
    if (partEnd > end) {
      throw Jpeg2000Exception.damaged("it is cut off after " + end + " bytes, within tile " + tile);
    }
    long data =
        new HeaderReader(bytes)
            .tilePart(at + START_OF_TILE, partEnd, main.area(), main.coding().ofTile());
    told[tile] = Math.max(told[tile], all);
    parts.get(tile).add(new TilePart(tile, at + START_OF_TILE, data, partEnd));
    return partEnd;
  }

  /** Columns. */
  public int width() {
    return image.x1() - image.x0();
  }

  /** Rows. */
  public int height() {
    return image.y1() - image.y0();
  }

  /** Columns and rows with so many resolutions left out. */
  public Dimension size(int reduction) {
    Area area = all(reduction);
    return new Dimension(area.width(), area.height());
  }

  private Area all(int reduction) {
    return new Area(image.x0(), image.y0(), image.x1(), image.y1()).reduced(reduction);
  }

  /** Of its tiles, in pixels. */
  public Dimension tileSize() {
    return new Dimension(
        Math.min(image.tileWidth(), width()), Math.min(image.tileHeight(), height()));
  }

  /** How many resolutions can be left out. */
  public int reductions() {
    int least = Integer.MAX_VALUE;
    for (int c = 0; c < components(); c++) {
      least = Math.min(least, coding.style(c).levels());
    }
    return least;
  }

  /** Values of a pixel. */
  public int components() {
    return image.components().size();
  }

  /** Bits of the values of a component, 1 to 16. */
  public int bits(int component) {
    return image.components().get(component).bits();
  }

  /** Whether the values of a component may be less than 0. */
  public boolean isSigned(int component) {
    return image.components().get(component).signed();
  }

  /**
   * Decodes a window.
   *
   * @param bytes of the file that this was opened of
   * @param window within the {@linkplain #size size} of the resolution
   * @param reduction how many resolutions are left out, at most {@link #reductions}
   * @return for each component its values, row by row; the caller owns it
   * @throws Jpeg2000Exception if a tile is damaged, or of a kind that is not read here
   */
  public int[][] decode(StoredBytes bytes, Rectangle window, int reduction) throws IOException {
    Area all = all(reduction);
    Area wanted =
        new Area(
            all.x0() + window.x,
            all.y0() + window.y,
            all.x0() + window.x + window.width,
            all.y0() + window.y + window.height);
    int[][] values = new int[components()][window.width * window.height];
    Buffered buffered = new Buffered(bytes, PIXELS);
    TileDecoder decoder = new TileDecoder(buffered, image.components());
    for (int i = 0; i < parts.size(); i++) {
      Area part = image.tile(i).reduced(reduction).intersection(wanted);
      if (part.isEmpty()) {
        continue;
      }
      int[][] decoded = decoder.decode(tile(i, buffered), part, reduction);
      for (int c = 0; c < values.length; c++) {
        for (int y = 0; y < part.height(); y++) {
          System.arraycopy(
              decoded[c],
              y * part.width(),
              values[c],
              (part.y0() - wanted.y0() + y) * window.width + part.x0() - wanted.x0(),
              part.width());
        }
      }
    }
    return values;
  }

  private Tile tile(int number, Buffered bytes) throws IOException {
    synchronized (tiles) {
      Tile known = tiles.get(number);
      if (known != null) {
        return known;
      }
    }
    Tile read = Tile.read(image, coding, parts.get(number), bytes);
    synchronized (tiles) {
      if (tiles.put(number, read) == null) {
        kept += read.blocks();
      }
      Iterator<Tile> eldest = tiles.values().iterator();
      while (kept > MOST_KEPT && tiles.size() > 1) {
        kept -= eldest.next().blocks();
        eldest.remove();
      }
    }
    return read;
  }
}
