/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.testing.TestTiffs.Values;
import org.junit.jupiter.api.Test;

class ResampledPixelsTest {
  private static final double NONE = Double.NaN;
  private static final Grid FINE = MemoryScene.utm(4, 4);

  private static double[] whole(Grid from, Grid to, Resampling how, Values values, Double... nodata)
      throws IOException {
    List<Band> bands =
        MemoryScene.bands(
            MemoryScene.Source.of(DataBuffer.TYPE_USHORT, 1, values), SampleType.UINT16, nodata);
    return read(ResampledPixels.of(bands, from, to, how).get(0), to.bounds());
  }

  private static double[] read(Band band, Rectangle window) throws IOException {
    BitSet there = PixelSource.all(window.width * window.height);
    Raster raster = band.pixels().read(window, there);
    double[] read =
        raster.getSamples(
            raster.getMinX(),
            raster.getMinY(),
            window.width,
            window.height,
            band.index(),
            (double[]) null);
    for (int i = 0; i < read.length; i++) {
      if (!there.get(i)) {
        read[i] = NONE;
      }
    }
    return read;
  }

  @Test
  void coarserPixelsAreMeansRoundedToTheNearest() throws IOException {
    Grid coarse = MemoryScene.grid(2, 2, 32618, 500_000, 4_500_000, 60);
    // 10 y + x: means of 0 1 10 11; 2 3 12 13; 20 21 30 31; 22 23 32 33 are 5.5, 7.5, 25.5, 27.5
    assertThat(whole(FINE, coarse, Resampling.AVERAGE, (b, x, y) -> 10 * y + x))
        .containsExactly(6, 8, 26, 28);
    assertThat(whole(FINE, coarse, Resampling.NEAREST, (b, x, y) -> 10 * y + x))
        .containsExactly(11, 13, 31, 33);
  }

  @Test
  void absentPixelsHaveNoWeight() throws IOException {
    Grid coarse = MemoryScene.grid(2, 2, 32618, 500_000, 4_500_000, 60);
    Values left = (b, x, y) -> x < 2 && y < 2 || x == 2 ? 0 : 10 * y + x;
    assertThat(whole(FINE, coarse, Resampling.AVERAGE, left, 0.0))
        .containsExactly(NONE, 8, 26, 28); // of 3 and 13; 20 21 30 31; 23 and 33
  }

  /** The mean of -1 and 1 is no hole, though 0 means absent. */
  @Test
  void aMeanThatLooksLikeNodataIsOne() throws IOException {
    List<Band> bands =
        MemoryScene.bands(
            MemoryScene.Source.of(DataBuffer.TYPE_FLOAT, 1, (b, x, y) -> x % 2 == 0 ? -1 : 1),
            SampleType.FLOAT32,
            0.0);
    Grid coarse = MemoryScene.grid(2, 2, 32618, 500_000, 4_500_000, 60);
    Band resampled = ResampledPixels.of(bands, FINE, coarse, Resampling.AVERAGE).get(0);
    assertThat(
            MemoryScene.read(MemoryScene.scene(coarse, List.of(resampled)), PixelRules.standard()))
        .isDeepEqualTo(new double[][] {{0, 0, 0, 0}});
  }

  /** Of a file that does not tell its nodata, so that the user does. */
  @Test
  void whatTheUserDeclaresAbsentHasNoWeightEither() throws IOException {
    List<Band> bands =
        MemoryScene.bands(
            MemoryScene.Source.of(DataBuffer.TYPE_USHORT, 2, (b, x, y) -> x < 3 ? 0 : 100 + b),
            SampleType.UINT16);
    Grid coarse = MemoryScene.grid(2, 1, 32618, 500_000, 4_500_000, 60);
    List<Band> resampled = ResampledPixels.of(bands, FINE, coarse, Resampling.AVERAGE);
    PixelRules rules =
        new PixelRules(OptionalDouble.of(0), true, Optional.empty(), Optional.empty());
    assertThat(MemoryScene.read(MemoryScene.scene(coarse, resampled), rules))
        .isDeepEqualTo(new double[][] {{100}, {101}});
  }

  /** Of 32 bits, which are held as fractions. */
  @Test
  void meansOfLongWholeNumbersAreRoundedToo() throws IOException {
    List<Band> bands =
        MemoryScene.bands(
            MemoryScene.Source.of(DataBuffer.TYPE_INT, 1, (b, x, y) -> 10 * y + x),
            SampleType.FLOAT32);
    Grid coarse = MemoryScene.grid(2, 2, 32618, 500_000, 4_500_000, 60);
    Band resampled = ResampledPixels.of(bands, FINE, coarse, Resampling.AVERAGE).get(0);
    assertThat(read(resampled, coarse.bounds())).containsExactly(6, 8, 26, 28);
  }

  @Test
  void finerPixelsRepeatTheOneAroundThem() throws IOException {
    Grid finer = MemoryScene.grid(4, 2, 32618, 500_030, 4_499_985, 15);
    for (Resampling how : Resampling.values()) {
      assertThat(whole(FINE, finer, how, (b, x, y) -> 10 * y + x))
          .containsExactly(1, 1, 2, 2, 11, 11, 12, 12);
    }
  }

  /** Landsat's panchromatic band lies half of its own pixels beside the others. */
  @Test
  void gridsThatCutEachOthersPixelsShareThemByArea() throws IOException {
    Grid shifted = MemoryScene.grid(2, 1, 32618, 500_015, 4_500_015, 60);
    // columns 0.5…2.5 of weights ½ 1 ½, rows -0.5…1.5 of weights 1 ½ as far as they are there
    double first = (0 * 0.5 + 1 + 2 * 0.5) / 2 + 10 * (0 + 1 * 0.5) / 1.5;
    double second = (2 * 0.5 + 3 + 0) / 1.5 + 10 * 0.5 / 1.5;
    assertThat(whole(FINE, shifted, Resampling.AVERAGE, (b, x, y) -> 10 * y + x))
        .containsExactly(Math.round(first), Math.round(second));
  }

  @Test
  void besideTheSourceThereIsNothing() throws IOException {
    Grid beside = MemoryScene.grid(2, 2, 32618, 500_090, 4_500_030, 30);
    for (Resampling how : Resampling.values()) {
      assertThat(whole(FINE, beside, how, (b, x, y) -> 7)).containsExactly(NONE, NONE, 7, NONE);
    }
    Grid far = MemoryScene.grid(1, 1, 32618, 900_000, 4_500_000, 30);
    assertThat(whole(FINE, far, Resampling.AVERAGE, (b, x, y) -> 7)).containsExactly(NONE);
  }

  @Test
  void aBandWithoutAPixelLeavesItOutForAllOfItsSource() throws IOException {
    List<Band> bands =
        MemoryScene.bands(
            MemoryScene.Source.of(DataBuffer.TYPE_USHORT, 2, (b, x, y) -> b == 1 && x < 2 ? 0 : 5),
            SampleType.UINT16,
            0.0);
    Grid coarse = MemoryScene.grid(2, 1, 32618, 500_000, 4_500_000, 60);
    for (Band band : ResampledPixels.of(bands, FINE, coarse, Resampling.AVERAGE)) {
      assertThat(read(band, coarse.bounds())).containsExactly(NONE, 5);
    }
  }

  @Test
  void aLargeWindowIsReadInPartsAndAsItsParts() throws IOException {
    Grid fine = MemoryScene.grid(3000, 3001, 32618, 500_000, 4_500_000, 1);
    Grid coarse = MemoryScene.grid(300, 301, 32618, 500_000, 4_500_000, 10);
    List<Band> bands =
        MemoryScene.bands(
            MemoryScene.Source.of(DataBuffer.TYPE_FLOAT, 1, (b, x, y) -> x + 1000 * y),
            SampleType.FLOAT32);
    Band band = ResampledPixels.of(bands, fine, coarse, Resampling.AVERAGE).get(0);
    double[] all = read(band, coarse.bounds());
    assertThat(all[0]).isCloseTo(4.5 + 4500, within(0.01));
    assertThat(all[300 * 300 + 299]).isCloseTo(2994.5 + 3_000_000, within(0.5)); // of one row
    double[] row = read(band, new Rectangle(0, 299, 300, 1));
    assertThat(row).isEqualTo(Arrays.copyOfRange(all, 299 * 300, 300 * 300));
  }

  /** One pixel takes more than is read at once. */
  @Test
  void pixelsOfManyAreMadeOneByOne() throws IOException {
    Grid fine = MemoryScene.grid(4200, 2100, 32618, 500_000, 4_500_000, 1);
    Grid coarse = MemoryScene.grid(2, 1, 32618, 500_000, 4_500_000, 2100);
    assertThat(whole(fine, coarse, Resampling.AVERAGE, (b, x, y) -> x < 2100 ? 7 : 9))
        .containsExactly(7, 9);
    Grid huge = MemoryScene.grid(9000, 9000, 32618, 500_000, 4_500_000, 1);
    Grid one = MemoryScene.grid(1, 1, 32618, 500_000, 4_500_000, 9000);
    assertThatThrownBy(() -> whole(huge, one, Resampling.AVERAGE, (b, x, y) -> 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("9000 x 9000 pixels beneath a single one");
  }

  @Test
  void aTurnedGridIsRefused() {
    Grid turned =
        new Grid(4, 4, new AffineTransform2D(30, 3, 3, -30, 500_000, 4_500_000), FINE.crs());
    assertThatThrownBy(() -> whole(turned, FINE, Resampling.AVERAGE, (b, x, y) -> 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("gdalwarp");
  }
}
