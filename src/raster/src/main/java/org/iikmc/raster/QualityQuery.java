/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a quality band is asked. Immutable.
 *
 * @param flags how to read its values
 * @param conditions of those that it can tell, the ones it is asked about; may be none
 * @param bits those of a value that count
 */
public record QualityQuery(QualityFlags flags, Set<PixelCondition> conditions, int bits)
    implements Serializable {
  /** All of a value. */
  static final int ALL_BITS = -1;

  public QualityQuery {
    Set<PixelCondition> own = EnumSet.noneOf(PixelCondition.class);
    own.addAll(conditions);
    conditions = Collections.unmodifiableSet(own);
  }

  /** About all that the band can tell. */
  public static QualityQuery all(QualityFlags flags) {
    return new QualityQuery(flags, flags.conditions(), ALL_BITS);
  }

  /** The same, about no more than these. */
  public QualityQuery about(Set<PixelCondition> asked) {
    Set<PixelCondition> common = EnumSet.noneOf(PixelCondition.class);
    common.addAll(conditions);
    common.retainAll(asked);
    return new QualityQuery(flags, common, bits);
  }

  /** Whether it is about nothing. */
  public boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** Whether a pixel of this value is in one of the conditions. */
  public boolean states(int value) {
    return flags.states(value & bits, conditions);
  }
}
