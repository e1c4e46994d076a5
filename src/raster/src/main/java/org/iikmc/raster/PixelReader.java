/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.ValidityMask;

/**
 * Turns windows of one scene into blocks of valid pixels. Masks are asked first, and a window that
 * they leave nothing of is not read. Safe for use by several threads.
 */
final class PixelReader {
  private final Scene scene;
  private final PixelRules rules;
  private final SampleType type;
  private final double share;
  private final long seed;
  private final Optional<AreaOfInterest.OnGrid> area;
  private final Optional<Quicklook> quicklook;

  /** What the user declares for every band. */
  private final Nodata declared;

  PixelReader(
      Scene scene,
      PixelRules rules,
      SampleType type,
      double share,
      long seed,
      Optional<Quicklook> quicklook) {
    this.scene = scene;
    this.rules = rules;
    this.type = type;
    this.share = share;
    this.seed = seed;
    this.quicklook = quicklook;
    area = rules.area().map(a -> a.on(scene.grid()));
    declared = Nodata.of(type, rules.nodata().stream().boxed().toList());
  }

  SampleBlock read(Rectangle window) throws IOException {
    int cells = window.width * window.height;
    BitSet valid = new BitSet(cells);
    valid.set(0, cells);
    area.ifPresent(a -> a.clip(window, valid));
    WindowPixels pixels = new WindowPixels(window);
    if (!valid.isEmpty() && rules.useQuality() && scene.quality().isPresent()) {
      dropByQuality(scene.quality().get(), window, pixels, valid);
    }
    if (!valid.isEmpty() && rules.mask().isPresent()) {
      rules.mask().get().clip(scene.grid(), window, valid);
    }
    if (share < 1) {
      thinOut(window, valid);
    }
    List<Band> bands = scene.bands();
    Object[] values = new Object[bands.size()];
    for (int b = 0; b < values.length && !valid.isEmpty(); b++) {
      Band band = bands.get(b);
      Raster raster = pixels.of(band.pixels());
      valid.and(pixels.there());
      if (valid.isEmpty()) {
        break;
      }
      values[b] = samples(raster, band.index());
      if (quicklook.isPresent()) {
        quicklook
            .get()
            .accept(b, window, type, values[b], pixels.there(), value -> isAbsent(band, value));
      }
      dropInvalid(band, values[b], valid);
    }
    ValidityMask mask = ValidityMask.of(cells, valid);
    for (int b = 0; b < values.length; b++) {
      values[b] = mask.count() == 0 ? type.newArray(0) : pack(values[b], mask, valid);
    }
    return new SampleBlock(type, values, mask);
  }

  private Object samples(Raster raster, int index) {
    int x = raster.getMinX();
    int y = raster.getMinY();
    int w = raster.getWidth();
    int h = raster.getHeight();
    if (type == SampleType.FLOAT32) {
      return raster.getSamples(x, y, w, h, index, new float[w * h]);
    }
    int[] wide = raster.getSamples(x, y, w, h, index, new int[w * h]);
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

  private void dropInvalid(Band band, Object values, BitSet valid) {
    if (type.isInteger() && band.nodata().isEmpty() && declared.isEmpty()) {
      return;
    }
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      if (isAbsent(band, type.get(values, i))) {
        valid.clear(i);
      }
    }
  }

  private boolean isAbsent(Band band, double value) {
    return band.nodata().matches(value) || declared.matches(value);
  }

  private Object pack(Object values, ValidityMask mask, BitSet valid) {
    if (mask.count() == mask.cells()) {
      return values;
    }
    Object packed = type.newArray(mask.count());
    int next = 0;
    for (int run = valid.nextSetBit(0); run >= 0; ) {
      int end = valid.nextClearBit(run);
      System.arraycopy(values, run, packed, next, end - run);
      next += end - run;
      run = valid.nextSetBit(end);
    }
    return packed;
  }

  private void dropByQuality(
      QualityBand quality, Rectangle window, WindowPixels pixels, BitSet valid) throws IOException {
    Grid grid = scene.grid();
    double scaleX = (double) quality.width() / grid.width();
    double scaleY = (double) quality.height() / grid.height();
    int left = (int) ((window.x + 0.5) * scaleX);
    int top = (int) ((window.y + 0.5) * scaleY);
    int right = (int) ((window.x + window.width - 0.5) * scaleX);
    int bottom = (int) ((window.y + window.height - 0.5) * scaleY);
    Raster raster;
    if (quality.width() == grid.width() && quality.height() == grid.height()) {
      raster = pixels.of(quality.pixels()); // often in one file with the bands
      valid.and(pixels.there());
    } else {
      raster = quality.pixels().read(new Rectangle(left, top, right - left + 1, bottom - top + 1));
    }
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      int x = (int) ((window.x + i % window.width + 0.5) * scaleX) - left;
      int y = (int) ((window.y + i / window.width + 0.5) * scaleY) - top;
      int value = raster.getSample(raster.getMinX() + x, raster.getMinY() + y, quality.index());
      if (quality.flags().drops(value)) {
        valid.clear(i);
      }
    }
  }

  /** Keeps each pixel by a hash of its place, so that the choice depends on nothing else. */
  private void thinOut(Rectangle window, BitSet valid) {
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      long x = window.x + i % window.width;
      long y = window.y + i / window.width;
      if (uniform(seed, y * scene.grid().width() + x) >= share) {
        valid.clear(i);
      }
    }
  }

  /**
   * SplitMix64 (G. Steele et al., "Fast splittable pseudorandom number generators", 2014,
   * doi:10.1145/2660193.2660195).
   */
  private static double uniform(long seed, long index) {
    long z = seed * 0x9E3779B97F4A7C15L + (index + 1) * 0xD1B54A32D192ED03L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
  }
}
