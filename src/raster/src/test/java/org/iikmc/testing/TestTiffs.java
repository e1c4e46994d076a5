/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * GeoTIFFs for tests, written byte by byte from the TIFF 6.0, GeoTIFF 1.1 and BigTIFF texts, so
 * that what the readers make of them is held against the formats and not against another library.
 * The directory comes before the pixels, as in GDAL's files. Unless told otherwise: one band of
 * bytes, in one strip, 30 m pixels from (500000, 4500000) south-east in EPSG:32618.
 */
public final class TestTiffs {
  /** Types of values. */
  public enum Type {
    UINT8(8, 1),
    INT8(8, 2),
    UINT16(16, 1),
    INT16(16, 2),
    UINT32(32, 1),
    INT32(32, 2),
    FLOAT32(32, 3),
    FLOAT64(64, 3);

    private final int bits;
    private final int format;

    Type(int bits, int format) {
      this.bits = bits;
      this.format = format;
    }

    private void put(ByteBuffer out, double value) {
      switch (this) {
        case UINT8, INT8 -> out.put((byte) (int) value);
        case UINT16, INT16 -> out.putShort((short) (int) value);
        case UINT32, INT32 -> out.putInt((int) (long) value);
        case FLOAT32 -> out.putFloat((float) value);
        case FLOAT64 -> out.putDouble(value);
      }
    }
  }

  /** Value of a pixel. */
  public interface Values {
    double at(int band, int x, int y);
  }

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 12;
  private static final int LONG8 = 16;

  private final int width;
  private final int height;
  private final Map<Integer, String> texts = new TreeMap<>();
  private Type type = Type.UINT8;
  private int bands = 1;
  private Values values = (band, x, y) -> 1;
  private int blockWidth;
  private int blockHeight;
  private boolean tiled;
  private int hole = -1;
  private boolean deflated;
  private boolean planar;
  private boolean bigEndian;
  private boolean bigTiff;
  private boolean palette;
  private boolean pixelIsPoint;
  private int epsg = 32618;
  private double[] geotransform = {500_000, 30, 0, 4_500_000, 0, -30};

  private TestTiffs(int width, int height) {
    this.width = width;
    this.height = height;
    blockWidth = width;
    blockHeight = height;
  }

  /** A file of this size. */
  public static TestTiffs of(int width, int height) {
    return new TestTiffs(width, height);
  }

  public TestTiffs type(Type type) {
    this.type = type;
    return this;
  }

  public TestTiffs bands(int count, Values values) {
    bands = count;
    this.values = values;
    return this;
  }

  public TestTiffs values(Values values) {
    return bands(1, values);
  }

  /** Sides of a tile; TIFF wants multiples of 16. */
  public TestTiffs tiles(int width, int height) {
    tiled = true;
    blockWidth = width;
    blockHeight = height;
    return this;
  }

  public TestTiffs strips(int rows) {
    tiled = false;
    blockWidth = width;
    blockHeight = Math.min(rows, height);
    return this;
  }

  /** Leaves a tile or strip out, as GDAL does with SPARSE_OK. */
  public TestTiffs hole(int block) {
    hole = block;
    return this;
  }

  public TestTiffs deflated() {
    deflated = true;
    return this;
  }

  /** Bands one after the other, not pixel by pixel. */
  public TestTiffs planar() {
    planar = true;
    return this;
  }

  public TestTiffs bigEndian() {
    bigEndian = true;
    return this;
  }

  public TestTiffs bigTiff() {
    bigTiff = true;
    return this;
  }

  /** With a colour table: value v is the grey 257 v. */
  public TestTiffs palette() {
    palette = true;
    return this;
  }

  /** Coordinates are those of the centres of pixels (GTRasterTypeGeoKey 2). */
  public TestTiffs pixelIsPoint() {
    pixelIsPoint = true;
    return this;
  }

  /** 0 for none. */
  public TestTiffs epsg(int code) {
    epsg = code;
    return this;
  }

  /** North up. */
  public TestTiffs at(double left, double top, double pixelWidth, double pixelHeight) {
    return geotransform(left, pixelWidth, 0, top, 0, -pixelHeight);
  }

  /** In GDAL's order: x0, x per column, x per row, y0, y per column, y per row. */
  public TestTiffs geotransform(double... six) {
    geotransform = six.clone();
    return this;
  }

  /** With a reference system, but no place in it, which a file beside it may tell. */
  public TestTiffs withoutPlace() {
    geotransform = new double[0];
    return this;
  }

  public TestTiffs notGeoreferenced() {
    geotransform = null;
    epsg = 0;
    return this;
  }

  /** GDAL_NODATA, as it is written. */
  public TestTiffs nodata(String text) {
    return text(42113, text);
  }

  /** GDAL_METADATA with these elements in it. */
  public TestTiffs metadata(String items) {
    return text(42112, "<GDALMetadata>\n" + items + "\n</GDALMetadata>");
  }

  /** Descriptions of the bands, the way GDAL writes them. */
  public TestTiffs descriptions(String... names) {
    StringBuilder items = new StringBuilder();
    for (int b = 0; b < names.length; b++) {
      items.append("<Item name=\"DESCRIPTION\" sample=\"" + b + "\" role=\"description\">");
      items.append(names[b]).append("</Item>\n");
    }
    return metadata(items.toString());
  }

  /** Any tag of text. */
  public TestTiffs text(int tag, String text) {
    texts.put(tag, text);
    return this;
  }

  /**
   * Writes the file.
   *
   * @return {@code file}
   */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Entry(int tag, int type, int count, byte[] value) {}

  private byte[] bytes() throws IOException {
    List<byte[]> blocks = blocks();
    List<Entry> entries = entries(blocks, 0);
    long pixels = header() + directory(entries) + overflow(entries);
    entries = entries(blocks, pixels); // of the same size, now with offsets
    ByteBuffer out = buffer((int) pixels + blocks.stream().mapToInt(block -> block.length).sum());
    out.put((bigEndian ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    if (bigTiff) {
      out.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(16);
      out.putLong(entries.size());
    } else {
      out.putShort((short) 42).putInt(8);
      out.putShort((short) entries.size());
    }
    long next = header() + directory(entries);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      out.putShort((short) entry.tag).putShort((short) entry.type);
      put(out, entry.count);
      if (entry.value.length <= word()) {
        out.put(entry.value).put(new byte[word() - entry.value.length]);
      } else {
        put(out, next + values.size());
        values.write(entry.value);
        values.write(new byte[entry.value.length % 2]);
      }
    }
    put(out, 0);
    out.put(values.toByteArray());
    blocks.forEach(out::put);
    return out.array();
  }

  private int word() {
    return bigTiff ? 8 : 4;
  }

  private int header() {
    return bigTiff ? 16 : 8;
  }

  private int directory(List<Entry> entries) {
    return bigTiff ? 8 + 20 * entries.size() + 8 : 2 + 12 * entries.size() + 4;
  }

  private int overflow(List<Entry> entries) {
    return entries.stream()
        .mapToInt(entry -> entry.value.length)
        .filter(length -> length > word())
        .map(length -> length + length % 2)
        .sum();
  }

  private void put(ByteBuffer out, long number) {
    if (bigTiff) {
      out.putLong(number);
    } else {
      out.putInt((int) number);
    }
  }

  private ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size)
        .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private List<byte[]> blocks() throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (int plane = 0; plane < (planar ? bands : 1); plane++) {
      for (int top = 0; top < height; top += blockHeight) {
        for (int left = 0; left < width; left += blockWidth) {
          int first = planar ? plane : 0;
          byte[] raw = block(left, top, first, planar ? plane + 1 : bands);
          blocks.add(deflated ? deflate(raw) : raw);
        }
      }
    }
    return blocks;
  }

  private byte[] block(int left, int top, int firstBand, int endBand) {
    int rows = tiled ? blockHeight : Math.min(blockHeight, height - top);
    ByteBuffer out = buffer(blockWidth * rows * (endBand - firstBand) * type.bits / 8);
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + blockWidth; x++) {
        for (int b = firstBand; b < endBand; b++) {
          // Beyond the edge there is anything but what the pixels hold.
          type.put(out, x < width && y < height ? values.at(b, x, y) : 77);
        }
      }
    }
    return out.array();
  }

  private static byte[] deflate(byte[] raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out, new Deflater())) {
      deflater.write(raw);
    }
    return out.toByteArray();
  }

  private List<Entry> entries(List<byte[]> blocks, long pixels) {
    Map<Integer, Entry> entries = new TreeMap<>();
    add(entries, numbers(256, LONG, width));
    add(entries, numbers(257, LONG, height));
    add(entries, numbers(258, SHORT, repeat(type.bits)));
    add(entries, numbers(259, SHORT, deflated ? 8 : 1));
    add(entries, numbers(262, SHORT, palette ? 3 : 1));
    add(entries, numbers(277, SHORT, bands));
    add(entries, numbers(284, SHORT, planar ? 2 : 1));
    add(entries, numbers(339, SHORT, repeat(type.format)));
    if (bands > 1) {
      add(entries, numbers(338, SHORT, new double[bands - 1]));
    }
    if (palette) {
      double[] colors = new double[3 << type.bits];
      for (int i = 0; i < colors.length; i++) {
        colors[i] = 257 * (i & 255);
      }
      add(entries, numbers(320, SHORT, colors));
    }
    double[] offsets = new double[blocks.size()];
    double[] lengths = new double[blocks.size()];
    long next = pixels;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = next;
      lengths[i] = blocks.get(i).length;
      next += blocks.get(i).length;
    }
    if (hole >= 0) {
      offsets[hole] = 0;
      lengths[hole] = 0;
    }
    if (tiled) {
      add(entries, numbers(322, LONG, blockWidth));
      add(entries, numbers(323, LONG, blockHeight));
    } else {
      add(entries, numbers(278, LONG, blockHeight));
    }
    add(entries, numbers(tiled ? 324 : 273, bigTiff ? LONG8 : LONG, offsets));
    add(entries, numbers(tiled ? 325 : 279, LONG, lengths));
    if (geotransform != null) {
      georeference(entries);
    }
    texts.forEach(
        (tag, text) -> {
          byte[] value = (text + "\0").getBytes(StandardCharsets.UTF_8);
          add(entries, new Entry(tag, ASCII, value.length, value));
        });
    return List.copyOf(entries.values());
  }

  private void georeference(Map<Integer, Entry> entries) {
    double[] g = geotransform;
    if (g.length > 0 && g[2] == 0 && g[4] == 0) {
      add(entries, numbers(33550, DOUBLE, g[1], -g[5], 0));
      add(entries, numbers(33922, DOUBLE, 0, 0, 0, g[0], g[3], 0));
    } else if (g.length > 0) {
      add(
          entries,
          numbers(34264, DOUBLE, g[1], g[2], 0, g[0], g[4], g[5], 0, g[3], 0, 0, 0, 0, 0, 0, 0, 1));
    }
    int raster = pixelIsPoint ? 2 : 1;
    if (epsg == 0 && !pixelIsPoint) {
      return; // nothing is known, so there is no directory of keys
    }
    if (epsg == 0) {
      add(entries, numbers(34735, SHORT, 1, 1, 0, 1, 1025, 0, 1, raster));
    } else {
      boolean geographic = epsg >= 4000 && epsg < 5000;
      add(
          entries,
          numbers(
              34735,
              SHORT,
              1,
              1,
              0,
              3,
              1024,
              0,
              1,
              geographic ? 2 : 1,
              1025,
              0,
              1,
              raster,
              geographic ? 2048 : 3072,
              0,
              1,
              epsg));
    }
  }

  private static void add(Map<Integer, Entry> entries, Entry entry) {
    entries.put(entry.tag, entry);
  }

  private double[] repeat(int number) {
    double[] all = new double[bands];
    java.util.Arrays.fill(all, number);
    return all;
  }

  private Entry numbers(int tag, int type, double... numbers) {
    ByteBuffer out = buffer(numbers.length * (type == SHORT ? 2 : type == LONG ? 4 : 8));
    for (double number : numbers) {
      switch (type) {
        case SHORT -> out.putShort((short) (int) number);
        case LONG -> out.putInt((int) (long) number);
        case LONG8 -> out.putLong((long) number);
        default -> out.putDouble(number);
      }
    }
    return new Entry(tag, type, numbers.length, out.array());
  }
}
