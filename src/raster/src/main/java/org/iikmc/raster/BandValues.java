/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferShort;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.lang.reflect.Array;
import org.iikmc.kmeans.SampleType;

/** Takes the values of a band out of a raster, in the type in which samples are held. */
final class BandValues {
  private BandValues() {}

  /**
   * Values of a band, row by row.
   *
   * @param raster whose values the type can hold; the caller owns it and reads it no more
   * @return an array of the type, which may be that of the raster itself
   */
  static Object of(Raster raster, int band, SampleType type) {
    if (raster.getSampleModel() instanceof ComponentSampleModel model
        && model.getDataType() == dataType(type)) {
      int bank = model.getBankIndices()[band];
      Object stored = array(raster.getDataBuffer(), bank);
      if (stored != null) {
        return ofArray(stored, raster, model, band, type);
      }
    }
    return converted(raster, band, type);
  }

  private static int dataType(SampleType type) {
    return switch (type) {
      case UINT8 -> DataBuffer.TYPE_BYTE;
      case UINT16 -> DataBuffer.TYPE_USHORT;
      case INT16 -> DataBuffer.TYPE_SHORT;
      case FLOAT32 -> DataBuffer.TYPE_FLOAT;
    };
  }

  private static Object ofArray(
      Object stored, Raster raster, ComponentSampleModel model, int band, SampleType type) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    DataBuffer buffer = raster.getDataBuffer();
    int step = model.getPixelStride();
    int row = model.getScanlineStride();
    int start =
        buffer.getOffsets()[model.getBankIndices()[band]]
            + model.getBandOffsets()[band]
            + (raster.getMinY() - raster.getSampleModelTranslateY()) * row
            + (raster.getMinX() - raster.getSampleModelTranslateX()) * step;
    boolean exact = step == 1 && row == width && start == 0;
    if (exact && raster.getParent() == null && Array.getLength(stored) == width * height) {
      return stored; // a part of another raster shares its values with a cache of tiles
    }
    Object values = type.newArray(width * height);
    for (int y = 0; y < height; y++) {
      copy(stored, start + y * row, step, values, y * width, width);
    }
    return values;
  }

  /** The array of a bank; null if it is in a buffer of some library's own. */
  private static Object array(DataBuffer buffer, int bank) {
    if (buffer instanceof DataBufferByte bytes) {
      return bytes.getData(bank);
    }
    if (buffer instanceof DataBufferUShort shorts) {
      return shorts.getData(bank);
    }
    if (buffer instanceof DataBufferShort shorts) {
      return shorts.getData(bank);
    }
    return buffer instanceof DataBufferFloat floats ? floats.getData(bank) : null;
  }

  private static void copy(Object from, int at, int step, Object to, int start, int count) {
    if (step == 1) {
      System.arraycopy(from, at, to, start, count);
    } else if (from instanceof byte[] bytes) {
      byte[] out = (byte[]) to;
      for (int i = 0; i < count; i++) {
        out[start + i] = bytes[at + i * step];
      }
    } else if (from instanceof short[] shorts) {
      short[] out = (short[]) to;
      for (int i = 0; i < count; i++) {
        out[start + i] = shorts[at + i * step];
      }
    } else {
      float[] floats = (float[]) from;
      float[] out = (float[]) to;
      for (int i = 0; i < count; i++) {
        out[start + i] = floats[at + i * step];
      }
    }
  }

  private static Object converted(Raster raster, int band, SampleType type) {
    int x = raster.getMinX();
    int y = raster.getMinY();
    int w = raster.getWidth();
    int h = raster.getHeight();
    if (type == SampleType.FLOAT32) {
      return raster.getSamples(x, y, w, h, band, new float[w * h]);
    }
    int[] wide = raster.getSamples(x, y, w, h, band, new int[w * h]);
    Object narrow = type.newArray(wide.length);
    if (narrow instanceof byte[] bytes) {
      for (int i = 0; i < wide.length; i++) {
        bytes[i] = (byte) wide[i];
      }
    } else {
      short[] shorts = (short[]) narrow;
      for (int i = 0; i < wide.length; i++) {
        shorts[i] = (short) wide[i];
      }
    }
    return narrow;
  }
}
