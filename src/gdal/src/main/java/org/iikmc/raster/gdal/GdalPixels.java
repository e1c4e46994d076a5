/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.iikmc.raster.PixelSource;

/**
 * Bands of one file that are read together, in its own type. Safe for use by several threads.
 *
 * @param handles of the run
 * @param numbers of the bands, from 1
 * @param kind of all of them
 * @param alpha numbers of the bands that are 0 where there is no pixel
 * @param masked numbers of the bands whose masks count
 * @param size of the image
 * @param block as they are stored
 * @param overviews sizes of the smaller copies, by their numbers
 */
record GdalPixels(
    GdalHandles handles,
    GdalSource source,
    List<Integer> numbers,
    SampleKind kind,
    List<Integer> alpha,
    List<Integer> masked,
    Dimension size,
    Dimension block,
    List<Dimension> overviews)
    implements PixelSource, Serializable {
  GdalPixels {
    numbers = List.copyOf(numbers);
    alpha = List.copyOf(alpha);
    masked = List.copyOf(masked);
    overviews = List.copyOf(overviews);
  }

  private Object writeReplace() {
    return new SentGdal(this);
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    return handles.with(
        source,
        dataset -> {
          for (int number : alpha) {
            dataset.clearZeros(number, window, cells);
          }
          for (int number : masked) {
            dataset.clearMasked(number, window, cells);
          }
          return dataset.read(numbers, kind, window);
        });
  }

  @Override
  public boolean isWhole() {
    return alpha.isEmpty() && masked.isEmpty();
  }

  @Override
  public Optional<Overview> overview(double factor) {
    double least = Math.floor(size.width / factor);
    return IntStream.range(0, overviews.size())
        .filter(level -> masked.isEmpty() && overviews.get(level).width >= least)
        .boxed()
        .min(Comparator.comparingInt(level -> overviews.get(level).width))
        .map(this::smaller);
  }

  @Override
  public Optional<Overview> reduced(int level) {
    return level > overviews.size() || !masked.isEmpty()
        ? Optional.empty()
        : Optional.of(smaller(level - 1));
  }

  private Overview smaller(int level) {
    Dimension less = overviews.get(level);
    return new Overview(
        new GdalPixels(
            handles, source.smaller(level), numbers, kind, alpha, masked, less, block, List.of()),
        less.width,
        less.height);
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(Math.min(block.width, size.width), Math.min(block.height, size.height));
  }

  @Override
  public String description() {
    return source.description();
  }
}
