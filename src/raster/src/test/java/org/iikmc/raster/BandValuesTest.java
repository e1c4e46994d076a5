/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferFloat;
import java.awt.image.DataBufferUShort;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.iikmc.kmeans.SampleType;
import org.junit.jupiter.api.Test;

class BandValuesTest {
  /** Two bands, pixel by pixel, of 3 × 2 pixels. */
  private static final short[] PIXELS = {1, 11, 2, 12, 3, 13, 4, 14, 5, 15, (short) 65535, 16};

  private static WritableRaster interleaved() {
    return Raster.createWritableRaster(
        new PixelInterleavedSampleModel(DataBuffer.TYPE_USHORT, 3, 2, 2, 6, new int[] {0, 1}),
        new DataBufferUShort(PIXELS.clone(), PIXELS.length),
        new Point(7, 9));
  }

  @Test
  void pixelByPixel() {
    assertThat(BandValues.of(interleaved(), 0, SampleType.UINT16))
        .isEqualTo(new short[] {1, 2, 3, 4, 5, -1});
    assertThat(BandValues.of(interleaved(), 1, SampleType.UINT16))
        .isEqualTo(new short[] {11, 12, 13, 14, 15, 16});
  }

  @Test
  void aPartOfARaster() {
    Raster part = interleaved().createChild(8, 9, 2, 2, 0, 0, null);
    assertThat(BandValues.of(part, 0, SampleType.UINT16)).isEqualTo(new short[] {2, 3, 5, -1});
  }

  @Test
  void inAWiderType() {
    assertThat(BandValues.of(interleaved(), 0, SampleType.FLOAT32))
        .isEqualTo(new float[] {1, 2, 3, 4, 5, 65535});
  }

  @Test
  void aBandThatIsAnArrayIsNotCopied() {
    float[] values = {1.5f, Float.NaN, 3, 4};
    Raster raster =
        Raster.createWritableRaster(
            new PixelInterleavedSampleModel(DataBuffer.TYPE_FLOAT, 2, 2, 1, 2, new int[] {0}),
            new DataBufferFloat(values, 4),
            new Point());
    assertThat(BandValues.of(raster, 0, SampleType.FLOAT32)).isSameAs(values);
  }

  /** It may belong to a cache of tiles. */
  @Test
  void theValuesOfAnotherRasterAreCopied() {
    float[] values = {1, 2, 3, 4};
    WritableRaster tile =
        Raster.createWritableRaster(
            new PixelInterleavedSampleModel(DataBuffer.TYPE_FLOAT, 2, 2, 1, 2, new int[] {0}),
            new DataBufferFloat(values, 4),
            new Point());
    Object copied = BandValues.of(tile.createChild(0, 0, 2, 2, 0, 0, null), 0, SampleType.FLOAT32);
    assertThat(copied).isEqualTo(values).isNotSameAs(values);
  }
}
