/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.ValidityMask;

/**
 * Turns windows of one scene into blocks of valid pixels. Masks are asked first, and a window that
 * they leave nothing of is not read. Safe for use by several threads. It can be sent to another
 * machine if the pixels are those of files that both see.
 */
final class PixelReader implements Serializable {
  private static final long serialVersionUID = 1;

  /** Pixels of a quality band that are read at once: it may be much finer than an overview. */
  private static final int MOST_QUALITY = 16 << 20;

  private final int scene;
  private final List<Band> bands;
  private final Grid grid;
  private final SampleType type;
  private final double share;
  private final long seed;

  /** Those that are asked about something. */
  private final List<QualityBand> quality;

  /** Null if none is used, likewise what follows. */
  private final MaskRaster mask;

  private final AreaOfInterest.OnGrid area;
  private final Quicklook.Sieve picture;

  /** What the user declares for every band, by band; nothing where it is left out before. */
  private final List<Nodata> declared;

  /**
   * @param number of the scene in its source
   * @param quicklook for which pixels are seen, if there is one
   */
  PixelReader(
      int number,
      Scene scene,
      PixelRules rules,
      SampleType type,
      double share,
      long seed,
      Optional<Quicklook> quicklook) {
    this.scene = number;
    this.bands = without(rules.nodata(), scene.bands());
    this.grid = scene.grid();
    this.type = type;
    this.share = share;
    this.seed = seed;
    quality =
        scene.quality().stream()
            .map(band -> band.about(rules.conditions()))
            .filter(band -> !band.query().isEmpty())
            .toList();
    mask = rules.mask().orElse(null);
    area = rules.area().map(a -> a.on(grid)).orElse(null);
    picture = quicklook.map(Quicklook::sieve).orElse(null);
    Nodata nodata = Nodata.of(type, rules.nodata().stream().boxed().toList());
    Nodata nothing = Nodata.of(type, List.of());
    declared =
        bands.stream()
            .map(band -> band.pixels() instanceof ResampledPixels ? nothing : nodata)
            .toList();
  }

  /** Bands whose pixels are made of others, of which some are absent. */
  private static List<Band> without(OptionalDouble nodata, List<Band> bands) {
    if (nodata.isEmpty()) {
      return bands;
    }
    Map<ResampledPixels, ResampledPixels> less = new IdentityHashMap<>();
    List<Band> all = new ArrayList<>();
    for (Band band : bands) {
      PixelSource pixels = band.pixels();
      if (pixels instanceof ResampledPixels resampled) { // bands of one source stay together
        pixels = less.computeIfAbsent(resampled, each -> each.without(nodata.getAsDouble()));
      }
      all.add(
          new Band(band.name(), pixels, band.index(), band.type(), band.nodata(), band.scaling()));
    }
    return List.copyOf(all);
  }

  SampleBlock read(Rectangle window) throws IOException {
    int cells = window.width * window.height;
    BitSet valid = new BitSet(cells);
    valid.set(0, cells);
    if (area != null) {
      area.clip(window, valid);
    }
    WindowPixels pixels = new WindowPixels(window);
    for (QualityBand band : quality) {
      if (!valid.isEmpty()) {
        dropByQuality(band, window, pixels, valid);
      }
    }
    if (!valid.isEmpty() && mask != null) {
      mask.clip(grid, window, valid);
    }
    if (share < 1) {
      thinOut(window, valid);
    }
    Quicklook.Part seen = picture == null ? null : picture.part(scene, window);
    Object[] values = new Object[bands.size()];
    for (int b = 0; b < values.length && !valid.isEmpty(); b++) {
      Band band = bands.get(b);
      Raster raster = pixels.of(band.pixels());
      valid.and(pixels.there());
      if (valid.isEmpty()) {
        break;
      }
      values[b] = BandValues.of(raster, band.index(), type);
      if (seen != null) {
        picture.take(b, window, type, values[b], pixels.there(), isAbsent(b), seen);
      }
      band.nodata().clear(type, values[b], valid);
      declared.get(b).clear(type, values[b], valid);
    }
    ValidityMask there = ValidityMask.of(cells, valid);
    for (int b = 0; b < values.length; b++) {
      values[b] = there.count() == 0 ? type.newArray(0) : pack(values[b], there, valid);
    }
    return new SampleBlock(type, values, there, Optional.ofNullable(seen));
  }

  private DoublePredicate isAbsent(int band) {
    Nodata own = bands.get(band).nodata();
    Nodata also = declared.get(band);
    return value -> own.matches(value) || also.matches(value);
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
    if (quality.width() == grid.width() && quality.height() == grid.height()) {
      Raster raster = pixels.of(quality.pixels()); // often in one file with the bands
      valid.and(pixels.there());
      int[] columns = IntStream.range(0, window.width).toArray();
      int[] rows = IntStream.range(0, window.height).toArray();
      drop(quality, raster, columns, rows, 0, valid);
    } else {
      int[] columns = places(window.x, window.width, (double) quality.width() / grid.width());
      int[] rows = places(window.y, window.height, (double) quality.height() / grid.height());
      int left = columns[0];
      int wide = columns[columns.length - 1] - left + 1;
      Arrays.setAll(columns, i -> columns[i] - left);
      for (int first = 0, end; first < rows.length; first = end) {
        int top = rows[first];
        end = first + 1;
        while (end < rows.length && (long) wide * (rows[end] - top + 1) <= MOST_QUALITY) {
          end++;
        }
        int[] part = Arrays.stream(rows, first, end).map(row -> row - top).toArray();
        int high = part[part.length - 1] + 1;
        BitSet there = PixelSource.all(wide * high);
        Raster raster = quality.pixels().read(new Rectangle(left, top, wide, high), there);
        if (there.nextClearBit(0) < wide * high) {
          dropAbsent(there, wide, columns, part, first, valid);
        }
        drop(quality, raster, columns, part, first, valid);
      }
    }
  }

  /** Clears the bits of pixels that a quality band has nothing for; parameters as of drop. */
  private static void dropAbsent(
      BitSet there, int wide, int[] columns, int[] rows, int firstRow, BitSet valid) {
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < columns.length; x++) {
        if (!there.get(rows[y] * wide + columns[x])) {
          valid.clear((firstRow + y) * columns.length + x);
        }
      }
    }
  }

  /** Columns or rows of another grid over the same ground. */
  private static int[] places(int first, int count, double scale) {
    return IntStream.range(first, first + count).map(i -> (int) ((i + 0.5) * scale)).toArray();
  }

  /**
   * Clears the bits of pixels that a quality band drops.
   *
   * @param columns of the raster, for each column of the window
   * @param rows likewise, from {@code firstRow} of the window on
   */
  private static void drop(
      QualityBand quality, Raster raster, int[] columns, int[] rows, int firstRow, BitSet valid) {
    SampleType type =
        raster.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE
            ? SampleType.UINT8
            : SampleType.UINT16;
    Object values = BandValues.of(raster, quality.index(), type);
    double[] row = new double[raster.getWidth()];
    double last = 0;
    QualityVerdicts verdicts = new QualityVerdicts(quality.query());
    boolean drops = verdicts.states(0);
    for (int y = 0; y < rows.length; y++) {
      type.toDoubles(values, rows[y] * row.length, row.length, row);
      int line = (firstRow + y) * columns.length;
      int start = -1; // of a run that is dropped
      for (int x = 0; x < columns.length; x++) {
        double value = row[columns[x]];
        if (value != last) {
          last = value;
          drops = verdicts.states((int) value);
        }
        if (drops && start < 0) {
          start = x;
        } else if (!drops && start >= 0) {
          valid.clear(line + start, line + x);
          start = -1;
        }
      }
      if (start >= 0) {
        valid.clear(line + start, line + columns.length);
      }
    }
  }

  /** Keeps each pixel by a hash of its place, so that the choice depends on nothing else. */
  private void thinOut(Rectangle window, BitSet valid) {
    for (int i = valid.nextSetBit(0); i >= 0; i = valid.nextSetBit(i + 1)) {
      long x = window.x + i % window.width;
      long y = window.y + i / window.width;
      if (uniform(seed, y * grid.width() + x) >= share) {
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
