/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.awt.image.DataBuffer;
import java.util.Optional;
import org.iikmc.kmeans.SampleType;

/**
 * How the values of a band are stored, read and held. GDAL's numbers of types are those of
 * GDALDataType.
 */
enum SampleKind {
  UINT8(1, 1, DataBuffer.TYPE_BYTE, SampleType.UINT8),
  /** Signed bytes are wider in Java's rasters. */
  INT8(1, 1, DataBuffer.TYPE_SHORT, SampleType.INT16),
  UINT16(2, 2, DataBuffer.TYPE_USHORT, SampleType.UINT16),
  INT16(3, 2, DataBuffer.TYPE_SHORT, SampleType.INT16),
  INT32(5, 4, DataBuffer.TYPE_INT, SampleType.FLOAT32),
  FLOAT32(6, 4, DataBuffer.TYPE_FLOAT, SampleType.FLOAT32),
  FLOAT64(7, 8, DataBuffer.TYPE_DOUBLE, SampleType.FLOAT32);

  private static final int GDT_BYTE = 1;
  private static final int GDT_UINT32 = 4;
  private static final int GDT_UINT64 = 12;
  private static final int GDT_INT64 = 13;
  private static final int GDT_INT8 = 14;
  private static final int GDT_FLOAT16 = 15;

  private final int asked;
  private final int bytes;
  private final int dataType;
  private final SampleType type;

  SampleKind(int asked, int bytes, int dataType, SampleType type) {
    this.asked = asked;
    this.bytes = bytes;
    this.dataType = dataType;
    this.type = type;
  }

  /**
   * The kind of a band.
   *
   * @param gdal its GDALDataType
   * @param signedBytes whether bytes are signed, which GDAL before 3.7 tells in metadata
   * @return empty for complex numbers, and types that are not known here
   */
  static Optional<SampleKind> of(int gdal, boolean signedBytes) {
    return Optional.ofNullable(
        switch (gdal) {
          case GDT_BYTE -> signedBytes ? INT8 : UINT8;
          case GDT_INT8 -> INT8;
          case 2 -> UINT16;
          case 3 -> INT16;
          case 5 -> INT32;
          case 6, GDT_FLOAT16 -> FLOAT32;
          case 7, GDT_UINT32, GDT_UINT64, GDT_INT64 -> FLOAT64;
          default -> null;
        });
  }

  /** The GDALDataType that is asked for. */
  int asked() {
    return asked;
  }

  /** Of one value as GDAL delivers it. */
  int bytes() {
    return bytes;
  }

  /** Of rasters, as {@link DataBuffer} has it. */
  int dataType() {
    return dataType;
  }

  /** In which samples are held. */
  SampleType type() {
    return type;
  }
}
