/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.awt.Rectangle;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.iikmc.raster.Grid;

/**
 * Writes images as tiled, deflated GeoTIFFs with nodata 0, laid out for reading by ranges: all
 * directories first, then the smallest overview, and the full image last (the layout of GDAL's COG
 * driver, <a href="https://gdal.org/drivers/raster/cog.html">gdal.org/drivers/raster/cog.html</a>,
 * TIFF 6.0, and OGC 21-026). Becomes a BigTIFF where 4 GiB are not enough. Equal pixels make equal
 * bytes, whatever the number of threads.
 */
public final class TiffWriter {
  /** Width and height of a tile, as of GDAL's COG driver. */
  static final int TILE = 512;

  /** The same where there are no overviews, as of GDAL's GeoTIFF driver. */
  private static final int PLAIN_TILE = 256;

  /** A strip has a row of tiles of the image that was halved so many times. */
  private static final int HALVED = 2;

  /** Rows of a {@linkplain #pack strip}, but of the last one. */
  public static final int STRIP_ROWS = TILE << HALVED;

  /** Bytes that 32-bit offsets reach. */
  private static final long MOST_CLASSIC = 0xFFFF_FFFFL;

  /** Files are written with it before they have their name. */
  private static final String SCRATCH = ".tiles";

  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int IMAGE_WIDTH = 256;
  private static final int IMAGE_LENGTH = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int PLANAR_CONFIGURATION = 284;
  private static final int SOFTWARE = 305;
  private static final int COLOR_MAP = 320;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_LENGTH = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTE_COUNTS = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int GDAL_METADATA = 42112;
  private static final int GDAL_NODATA = 42113;

  private static final int OVERVIEW = 1;
  private static final int DEFLATE = 8;
  private static final int MIN_IS_BLACK = 1;
  private static final int PALETTE = 3;
  private static final int UNSIGNED = 1;
  private static final int CHUNKY = 1;

  /** What stands before the first directory, and tells GDAL how the file is laid out. */
  private static final byte[] LAYOUT =
      """
      GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes
      LAYOUT=IFDS_BEFORE_DATA
      BLOCK_ORDER=ROW_MAJOR
      BLOCK_LEADER=SIZE_AS_UINT4
      BLOCK_TRAILER=LAST_4_BYTES_REPEATED
      KNOWN_INCOMPATIBLE_EDITION=NO
      \s"""
          .getBytes(StandardCharsets.US_ASCII);

  private final PixelKind kind;
  private final Grid grid;
  private final int threads;
  private final int tile;
  private final int smallest;
  private final long mostClassic;

  private TiffWriter(
      PixelKind kind, Grid grid, int threads, int tile, int smallest, long mostClassic) {
    this.kind = kind;
    this.grid = grid;
    this.threads = threads;
    this.tile = tile;
    this.smallest = smallest;
    this.mostClassic = mostClassic;
  }

  /**
   * A writer of an image alone.
   *
   * @param threads that deflate tiles
   */
  public static TiffWriter plain(PixelKind kind, Grid grid, int threads) {
    return new TiffWriter(kind, grid, threads, PLAIN_TILE, Integer.MAX_VALUE, MOST_CLASSIC);
  }

  /**
   * A writer that adds overviews, the last of which is one tile: every second pixel of every second
   * row, and so on. A class is no number that could be averaged.
   *
   * @param threads that deflate tiles
   */
  public static TiffWriter cloudOptimized(PixelKind kind, Grid grid, int threads) {
    return new TiffWriter(kind, grid, threads, TILE, TILE, MOST_CLASSIC);
  }

  /** The same that writes a BigTIFF where a file would have more bytes than these. */
  TiffWriter bigAbove(long bytes) {
    return new TiffWriter(kind, grid, threads, tile, smallest, bytes);
  }

  /**
   * Writes a file.
   *
   * @param file one that does not exist, or is empty
   * @throws IOException if it can't be written whole; what there is of it stays behind
   */
  public void write(Path file, PixelRows rows) throws IOException {
    write(file, (levels, tiles) -> levels.get(0).readAll(rows));
  }

  /**
   * Writes a file of strips that were {@linkplain #pack packed}.
   *
   * @param file as of the other method
   * @param strips all of them, in their order; each is asked for once
   */
  public void write(Path file, Iterable<PackedStrip> strips) throws IOException {
    int rest = packed();
    write(
        file,
        (levels, tiles) -> {
          for (PackedStrip strip : strips) {
            for (int t = 0; t < strip.images().length; t++) {
              tiles.addPacked(strip.images()[t], strip.tiles()[t]);
            }
            if (rest < levels.size()) {
              levels.get(rest).addRows(strip.rest());
            }
          }
        });
  }

  private interface Filling {
    void fill(List<TiffLevel> levels, PackedTiles tiles) throws IOException;
  }

  private void write(Path file, Filling filling) throws IOException {
    Path scratch = file.resolveSibling(file.getFileName() + SCRATCH);
    int images = images();
    try (PackedTiles tiles = new PackedTiles(scratch, images, threads)) {
      List<TiffLevel> levels =
          TiffLevel.chain(images, grid.width(), grid.height(), kind.size(), tile, tiles, null);
      filling.fill(levels, tiles);
      tiles.finish();
      assemble(file, levels, tiles);
    }
    // Not if it fails: what lies there tells how much a full disk lacks.
    Files.delete(scratch);
  }

  private int images() {
    return TiffLevel.count(grid.width(), grid.height(), smallest);
  }

  /** How many images a strip has tiles of. */
  private int packed() {
    return Math.min(images(), 1 + HALVED);
  }

  /** How many strips there are, each of which can be packed for itself. */
  public int strips() {
    return (grid.height() + STRIP_ROWS - 1) / STRIP_ROWS;
  }

  /** The pixels of a strip. */
  public Rectangle window(int strip) {
    int top = strip * STRIP_ROWS;
    return new Rectangle(0, top, grid.width(), Math.min(STRIP_ROWS, grid.height() - top));
  }

  /**
   * Packs a strip on the calling thread.
   *
   * @param rows of the image, of which those of the strip are asked for, from the top down
   */
  public PackedStrip pack(int strip, PixelRows rows) throws IOException {
    int packed = packed();
    PackedStrip.Maker maker =
        new PackedStrip.Maker(kind.size(), TiffLevel.reduced(grid.width(), packed));
    Rectangle window = window(strip);
    TiffLevel.chain(
            packed,
            window.width,
            window.height,
            kind.size(),
            tile,
            maker,
            packed < images() ? maker : null)
        .get(0)
        .readAll((from, count, into) -> rows.read(window.y + from, count, into));
    return maker.strip();
  }

  private void assemble(Path file, List<TiffLevel> levels, PackedTiles tiles) throws IOException {
    TiffHeader small = new TiffHeader(false, LAYOUT, fields(levels, tiles, false, 0));
    long data = 0;
    for (int i = 0; i < levels.size(); i++) {
      data += tiles.length(i);
    }
    boolean big = small.length() + data > mostClassic;
    long start =
        big
            ? new TiffHeader(true, LAYOUT, fields(levels, tiles, true, 0)).length()
            : small.length();
    TiffHeader header = new TiffHeader(big, LAYOUT, fields(levels, tiles, big, start));
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = header.bytes();
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      for (int i = levels.size() - 1; i >= 0; i--) {
        tiles.copy(i, out);
      }
    }
  }

  /**
   * The fields of all directories.
   *
   * @param start where the tiles begin, those of the last level first
   */
  private List<List<TiffField>> fields(
      List<TiffLevel> levels, PackedTiles tiles, boolean big, long start) throws IOException {
    List<List<TiffField>> all = new ArrayList<>();
    long[] starts = new long[levels.size()];
    long next = start;
    for (int i = levels.size() - 1; i >= 0; i--) {
      starts[i] = next;
      next += tiles.length(i);
    }
    for (int i = 0; i < levels.size(); i++) {
      int[] counts = tiles.byteCounts(i);
      long[] offsets = new long[counts.length];
      long at = starts[i];
      for (int t = 0; t < counts.length; t++) {
        offsets[t] = at + PackedTiles.FRAME;
        at += counts[t] + 2 * PackedTiles.FRAME;
      }
      List<TiffField> fields = new ArrayList<>(ofImage(levels.get(i)));
      fields.add(TiffField.offsets(TILE_OFFSETS, big, offsets));
      fields.add(TiffField.longs(TILE_BYTE_COUNTS, counts));
      if (i == 0) {
        fields.addAll(ofFile());
      } else {
        fields.add(TiffField.longs(NEW_SUBFILE_TYPE, OVERVIEW));
      }
      fields.sort(Comparator.comparingInt(TiffField::tag));
      all.add(fields);
    }
    return all;
  }

  private List<TiffField> ofImage(TiffLevel level) {
    List<TiffField> fields = new ArrayList<>();
    fields.add(TiffField.longs(IMAGE_WIDTH, level.width()));
    fields.add(TiffField.longs(IMAGE_LENGTH, level.height()));
    fields.add(TiffField.shorts(BITS_PER_SAMPLE, forEachBand(Byte.SIZE * kind.bytes())));
    fields.add(TiffField.shorts(COMPRESSION, DEFLATE));
    fields.add(TiffField.shorts(PHOTOMETRIC, kind.colors().isPresent() ? PALETTE : MIN_IS_BLACK));
    fields.add(TiffField.shorts(SAMPLES_PER_PIXEL, kind.bands()));
    fields.add(TiffField.shorts(PLANAR_CONFIGURATION, CHUNKY));
    kind.colors().ifPresent(colors -> fields.add(TiffField.shorts(COLOR_MAP, table(colors))));
    fields.add(TiffField.shorts(TILE_WIDTH, tile));
    fields.add(TiffField.shorts(TILE_LENGTH, tile));
    if (kind.bands() > 1) {
      fields.add(TiffField.shorts(EXTRA_SAMPLES, new int[kind.bands() - 1]));
    }
    fields.add(TiffField.shorts(SAMPLE_FORMAT, forEachBand(UNSIGNED)));
    fields.add(TiffField.text(GDAL_NODATA, "0"));
    return fields;
  }

  private List<TiffField> ofFile() throws IOException {
    List<TiffField> fields = new ArrayList<>(GeoTags.of(grid));
    fields.add(TiffField.text(SOFTWARE, "IIkMC"));
    if (!kind.bandNames().isEmpty()) {
      fields.add(TiffField.text(GDAL_METADATA, GdalXml.descriptions(kind.bandNames())));
    }
    return fields;
  }

  private int[] forEachBand(int value) {
    int[] values = new int[kind.bands()];
    Arrays.fill(values, value);
    return values;
  }

  /** All reds, then all greens and all blues, as 16 bits. */
  /** As TIFF has it: all reds, all greens, all blues, of 16 bits. */
  static int[] table(IndexColorModel colors) {
    int[] table = new int[3 * 256];
    for (int i = 0; i < colors.getMapSize(); i++) {
      table[i] = colors.getRed(i) * 257;
      table[256 + i] = colors.getGreen(i) * 257;
      table[512 + i] = colors.getBlue(i) * 257;
    }
    return table;
  }
}
