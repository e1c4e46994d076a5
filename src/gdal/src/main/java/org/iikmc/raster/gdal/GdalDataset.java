/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferDouble;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferInt;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.Lock;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * An open file of GDAL's. Serves one thread at a time, which owns what it gives; each method throws
 * {@link GdalException} if GDAL fails at it, and then the file is good for nothing but to be
 * closed. Numbers of bands are from 1, as in GDAL.
 */
final class GdalDataset implements Closeable {
  private static final int RASTER = 2; // GDAL_OF_RASTER, which is read only
  private static final int VERBOSE = 0x40; // GDAL_OF_VERBOSE_ERROR
  private static final int WARNING = 2; // CE_Warning
  private static final int FAILURE = 3; // CE_Failure

  /** Of GDALColorInterp. */
  private static final int ALPHA = 6;

  /** Bits of GDALGetMaskFlags. */
  private static final int ALL_VALID = 1;

  private static final int MASK_OF_FILE = 2;
  private static final int MASK_IS_ALPHA = 4;
  private static final int MASK_IS_NODATA = 8;

  private static final int BYTE = 1; // GDT_Byte
  private static final int FLOAT = 6; // GDT_Float32

  private final GdalFunctions gdal;
  private final Pointer handle;
  private final String driver;
  private final Lock lock;
  private Memory room = new Memory(1);

  private GdalDataset(GdalFunctions gdal, Pointer handle, String driver, Lock lock) {
    this.gdal = gdal;
    this.handle = handle;
    this.driver = driver;
    this.lock = lock;
  }

  /**
   * Opens one.
   *
   * @throws GdalException if GDAL can't
   */
  static GdalDataset open(GdalLibrary library, GdalSource source) {
    GdalFunctions gdal = library.functions();
    gdal.CPLErrorReset();
    Lock lock = library.lock(driver(library, source.address()));
    lock.lock();
    try {
      List<String> options = source.options();
      Pointer handle =
          gdal.GDALOpenEx(
              source.address(),
              RASTER | VERBOSE,
              null,
              options.isEmpty() ? null : options.toArray(String[]::new),
              null);
      if (handle == null) {
        throw new GdalException(gdal.CPLGetLastErrorMsg());
      }
      String driver = gdal.GDALGetDriverShortName(gdal.GDALGetDatasetDriver(handle));
      GdalDataset dataset = new GdalDataset(gdal, handle, driver, lock);
      if (gdal.CPLGetLastErrorType() >= FAILURE) { // what could be found is open, but not all is
        String message = gdal.CPLGetLastErrorMsg();
        dataset.close();
        throw new GdalException(message);
      }
      return dataset;
    } finally {
      lock.unlock();
    }
  }

  /** Short name of the driver that would open a text; empty if there is none. */
  static String driver(GdalLibrary library, String address) {
    GdalFunctions gdal = library.functions();
    Pointer driver = gdal.GDALIdentifyDriverEx(address, RASTER, null, null);
    return driver == null ? "" : gdal.GDALGetDriverShortName(driver);
  }

  private <T> T locked(Supplier<T> call) {
    lock.lock();
    try {
      return call.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What a driver only warns of while it reads, such as data that end too early, makes other
   * pixels.
   *
   * @param result of the function that was called after the errors were forgotten
   */
  private void check(int result) {
    if (result != 0 || gdal.CPLGetLastErrorType() >= WARNING) {
      throw new GdalException(gdal.CPLGetLastErrorMsg());
    }
  }

  /** Short name of its driver, such as GTiff. */
  String driver() {
    return driver;
  }

  Dimension size() {
    return new Dimension(gdal.GDALGetRasterXSize(handle), gdal.GDALGetRasterYSize(handle));
  }

  int bands() {
    return gdal.GDALGetRasterCount(handle);
  }

  private Pointer band(int number) {
    return locked(() -> gdal.GDALGetRasterBand(handle, number));
  }

  /** Metadata of a domain, in their order. */
  Map<String, String> metadata(String domain) {
    return locked(() -> items(gdal.GDALGetMetadata(handle, domain)));
  }

  private static Map<String, String> items(Pointer list) {
    Map<String, String> items = new LinkedHashMap<>();
    for (String item : texts(list)) {
      int equals = item.indexOf('=');
      if (equals > 0) {
        items.put(item.substring(0, equals), item.substring(equals + 1));
      }
    }
    return items;
  }

  private static List<String> texts(Pointer list) {
    return list == null ? List.of() : List.of(list.getStringArray(0, "UTF-8"));
  }

  /** Six numbers, if it has a place; else none. */
  double[] geoTransform() {
    double[] numbers = new double[6];
    return locked(() -> gdal.GDALGetGeoTransform(handle, numbers)) == 0 ? numbers : new double[0];
  }

  int groundControlPoints() {
    return gdal.GDALGetGCPCount(handle);
  }

  /** A reference system, owned by the file; null if there is none. */
  Pointer referenceSystem() {
    return locked(() -> gdal.GDALGetSpatialRef(handle));
  }

  /** What it says of a band. */
  GdalBand describe(int number) {
    return locked(
        () -> {
          Pointer band = gdal.GDALGetRasterBand(handle, number);
          int[] isThere = new int[1];
          double nodata = gdal.GDALGetRasterNoDataValue(band, isThere);
          int mask = gdal.GDALGetMaskFlags(band);
          return new GdalBand(
              text(gdal.GDALGetDescription(band)),
              items(gdal.GDALGetMetadata(band, null)),
              items(gdal.GDALGetMetadata(band, "IMAGE_STRUCTURE")),
              gdal.GDALGetRasterDataType(band),
              isThere[0] == 0 ? OptionalDouble.empty() : OptionalDouble.of(nodata),
              gdal.GDALGetRasterScale(band, null),
              gdal.GDALGetRasterOffset(band, null),
              text(gdal.GDALGetRasterUnitType(band)),
              gdal.GDALGetRasterColorInterpretation(band) == ALPHA,
              mask(mask));
        });
  }

  private static GdalBand.Mask mask(int flags) {
    if ((flags & (ALL_VALID | MASK_IS_ALPHA)) != 0 || flags == MASK_IS_NODATA) {
      return GdalBand.Mask.NONE;
    }
    return (flags & MASK_OF_FILE) == 0 ? GdalBand.Mask.OF_BAND : GdalBand.Mask.OF_FILE;
  }

  private static String text(String orNull) {
    return orNull == null ? "" : orNull.strip();
  }

  /** Names of the values of a band, from 0; blank where there is none. */
  List<String> categories(int number) {
    return locked(
        () -> texts(gdal.GDALGetRasterCategoryNames(gdal.GDALGetRasterBand(handle, number))));
  }

  /** Names of the values of a band by its attribute table; empty if it names none. */
  Map<Integer, String> table(int number) {
    return locked(
        () -> {
          Map<Integer, String> names = new LinkedHashMap<>();
          Pointer table = gdal.GDALGetDefaultRAT(gdal.GDALGetRasterBand(handle, number));
          int name = table == null ? -1 : gdal.GDALRATGetColOfUsage(table, 2); // GFU_Name
          int value = table == null ? -1 : gdal.GDALRATGetColOfUsage(table, 5); // GFU_MinMax
          int rows = name < 0 || value < 0 ? 0 : gdal.GDALRATGetRowCount(table);
          for (int row = 0; row < rows; row++) {
            names.put(
                gdal.GDALRATGetValueAsInt(table, row, value),
                text(gdal.GDALRATGetValueAsString(table, row, name)));
          }
          return names;
        });
  }

  /** In which the pixels of a band are stored. */
  Dimension block(int number) {
    int[] width = new int[1];
    int[] height = new int[1];
    gdal.GDALGetBlockSize(band(number), width, height);
    return new Dimension(width[0], height[0]);
  }

  /** Sizes of the smaller copies of a band, by their numbers from 0. */
  List<Dimension> overviews(int number) {
    return locked(
        () -> {
          Pointer band = gdal.GDALGetRasterBand(handle, number);
          List<Dimension> sizes = new ArrayList<>();
          for (int i = 0; i < gdal.GDALGetOverviewCount(band); i++) {
            Pointer overview = gdal.GDALGetOverview(band, i);
            if (overview == null) {
              return List.of(); // of a damaged file
            }
            sizes.add(
                new Dimension(
                    gdal.GDALGetRasterBandXSize(overview), gdal.GDALGetRasterBandYSize(overview)));
          }
          return sizes;
        });
  }

  /**
   * Reads bands, each into an array of its own.
   *
   * @param kind of all of them
   */
  Raster read(List<Integer> numbers, SampleKind kind, Rectangle window) {
    int pixels = window.width * window.height;
    long plane = (long) pixels * kind.bytes();
    fill(numbers, kind.asked(), kind.bytes(), window);
    DataBuffer buffer =
        switch (kind) {
          case UINT8 ->
              new DataBufferByte(
                  planes(numbers, plane, at -> room.getByteArray(at, pixels), byte[][]::new),
                  pixels);
          case INT8 ->
              new DataBufferShort(
                  planes(numbers, plane, at -> widened(at, pixels), short[][]::new), pixels);
          case UINT16 ->
              new DataBufferUShort(
                  planes(numbers, plane, at -> room.getShortArray(at, pixels), short[][]::new),
                  pixels);
          case INT16 ->
              new DataBufferShort(
                  planes(numbers, plane, at -> room.getShortArray(at, pixels), short[][]::new),
                  pixels);
          case INT32 ->
              new DataBufferInt(
                  planes(numbers, plane, at -> room.getIntArray(at, pixels), int[][]::new), pixels);
          case FLOAT32 ->
              new DataBufferFloat(
                  planes(numbers, plane, at -> room.getFloatArray(at, pixels), float[][]::new),
                  pixels);
          case FLOAT64 ->
              new DataBufferDouble(
                  planes(numbers, plane, at -> room.getDoubleArray(at, pixels), double[][]::new),
                  pixels);
        };
    return Raster.createWritableRaster(
        new BandedSampleModel(kind.dataType(), window.width, window.height, numbers.size()),
        buffer,
        new Point());
  }

  private static <A> A[] planes(
      List<Integer> numbers, long plane, LongFunction<A> read, IntFunction<A[]> array) {
    A[] planes = array.apply(numbers.size());
    for (int i = 0; i < planes.length; i++) {
      planes[i] = read.apply(i * plane);
    }
    return planes;
  }

  private short[] widened(long at, int pixels) {
    byte[] bytes = room.getByteArray(at, pixels);
    short[] wide = new short[pixels];
    for (int i = 0; i < pixels; i++) {
      wide[i] = bytes[i];
    }
    return wide;
  }

  /** Clears the bits of the pixels of a window where a band is 0. */
  void clearZeros(int number, Rectangle window, BitSet cells) {
    fill(List.of(number), FLOAT, Float.BYTES, window);
    float[] values = room.getFloatArray(0, window.width * window.height);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == 0) {
        cells.clear(i);
      }
    }
  }

  /** Clears the bits of the pixels of a window that the mask of a band leaves out. */
  void clearMasked(int number, Rectangle window, BitSet cells) {
    int pixels = window.width * window.height;
    grow(pixels);
    gdal.CPLErrorReset();
    check(
        locked(
            () ->
                gdal.GDALRasterIOEx(
                    gdal.GDALGetMaskBand(gdal.GDALGetRasterBand(handle, number)),
                    0,
                    window.x,
                    window.y,
                    window.width,
                    window.height,
                    room,
                    window.width,
                    window.height,
                    BYTE,
                    0,
                    0,
                    null)));
    byte[] values = room.getByteArray(0, pixels);
    for (int i = 0; i < pixels; i++) {
      if (values[i] == 0) {
        cells.clear(i);
      }
    }
  }

  /** Reads bands one after the other into the room. */
  private void fill(List<Integer> numbers, int type, int bytes, Rectangle window) {
    long plane = (long) window.width * window.height * bytes;
    grow(plane * numbers.size());
    gdal.CPLErrorReset();
    check(
        locked(
            () ->
                gdal.GDALDatasetRasterIOEx(
                    handle,
                    0,
                    window.x,
                    window.y,
                    window.width,
                    window.height,
                    room,
                    window.width,
                    window.height,
                    type,
                    numbers.size(),
                    numbers.stream().mapToInt(Integer::intValue).toArray(),
                    bytes,
                    (long) window.width * bytes,
                    plane,
                    null)));
  }

  private void grow(long bytes) {
    if (room.size() < bytes) {
      room.close();
      room = new Memory(bytes);
    }
  }

  @Override
  public void close() {
    locked(() -> gdal.GDALClose(handle));
    room.close();
  }
}
