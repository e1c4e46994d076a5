/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

import java.util.Objects;
import java.util.Optional;

/**
 * The valid pixels of one block, band-planar in their native type.
 *
 * <p>The block owns nothing: it shares the arrays given to it, and whoever opened it may keep them.
 *
 * @param type type of the values
 * @param bands one array per band, each with {@code mask.count()} values from its start, in the
 *     order of the valid cells; of the class that {@link SampleType#newArray} makes, all values
 *     finite
 * @param mask which cells of the block these pixels are
 * @param glimpse for the source, if it wants one
 */
public record SampleBlock(
    SampleType type, Object[] bands, ValidityMask mask, Optional<Glimpse> glimpse) {
  public SampleBlock {
    Objects.requireNonNull(type);
    Objects.requireNonNull(bands);
    Objects.requireNonNull(mask);
    Objects.requireNonNull(glimpse);
  }

  /** A block without a glimpse. */
  public SampleBlock(SampleType type, Object[] bands, ValidityMask mask) {
    this(type, bands, mask, Optional.empty());
  }

  /** Number of valid pixels. */
  public int count() {
    return mask.count();
  }
}
