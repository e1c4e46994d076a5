/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.iikmc.kmeans.SampleType;

/**
 * The values of a band that mean absent, as GDAL compares them: what is declared is brought into
 * the type of the band first, since a declaration has more digits than a float32 or was rounded.
 * NaN and the infinities are absent in every band. Immutable.
 */
public final class Nodata implements Serializable {
  private static final long serialVersionUID = 1;

  private static final float EPSILON = 0x1p-23f; // FLT_EPSILON
  private static final int STEPS = 2;

  private final Set<Double> declared;
  private final double[] held;
  private final boolean integer;

  private Nodata(SampleType type, Collection<Double> declared) {
    this.declared = Set.copyOf(declared);
    integer = type.isInteger();
    held =
        new TreeSet<>(declared)
            .stream()
                .mapToDouble(value -> integer ? truncated(value) : (float) value.doubleValue())
                .distinct()
                .toArray();
  }

  private static double truncated(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  /**
   * Nodata of a band.
   *
   * @param type of the band
   * @param declared any finite numbers; one that the type can't hold matches nothing
   */
  public static Nodata of(SampleType type, Collection<Double> declared) {
    return new Nodata(type, declared);
  }

  /** The values as they were declared. */
  public Set<Double> values() {
    return declared;
  }

  /** Whether only NaN and the infinities are absent. */
  public boolean isEmpty() {
    return held.length == 0;
  }

  /**
   * Whether a value of the band means absent.
   *
   * @param value as the band holds it, in any wider type
   */
  public boolean matches(double value) {
    if (!Double.isFinite(value)) {
      return true;
    }
    for (double nodata : held) {
      if (nodata == value || !integer && isNear((float) nodata, (float) value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Clears the bits of values that mean absent.
   *
   * @param type of the band
   * @param values of the band, of the class that {@link SampleType#newArray} makes
   * @param valid bit i is value i
   */
  public void clear(SampleType type, Object values, BitSet valid) {
    if (values instanceof float[] floats) {
      clear(floats, valid);
      return;
    }
    for (double nodata : held) {
      if (!type.holds(nodata)) {
        continue;
      }
      if (values instanceof byte[] bytes) {
        clear(bytes, (byte) (int) nodata, valid);
      } else {
        clear((short[]) values, (short) (int) nodata, valid);
      }
    }
  }

  private void clear(float[] values, BitSet valid) {
    for (int i = 0; i < values.length; i++) {
      if (matches(values[i])) {
        valid.clear(i);
      }
    }
  }

  // Most pixels are there: four are looked at together. Absent ones lie together too, and a run is
  // cleared at once.

  private static void clear(byte[] values, byte nodata, BitSet valid) {
    int i = 0;
    while (i < values.length) {
      if (i + 4 <= values.length
          && !(values[i] == nodata
              | values[i + 1] == nodata
              | values[i + 2] == nodata
              | values[i + 3] == nodata)) {
        i += 4;
      } else if (values[i] != nodata) {
        i++;
      } else {
        int start = i;
        while (i < values.length && values[i] == nodata) {
          i++;
        }
        valid.clear(start, i);
      }
    }
  }

  private static void clear(short[] values, short nodata, BitSet valid) {
    int i = 0;
    while (i < values.length) {
      if (i + 4 <= values.length
          && !(values[i] == nodata
              | values[i + 1] == nodata
              | values[i + 2] == nodata
              | values[i + 3] == nodata)) {
        i += 4;
      } else if (values[i] != nodata) {
        i++;
      } else {
        int start = i;
        while (i < values.length && values[i] == nodata) {
          i++;
        }
        valid.clear(start, i);
      }
    }
  }

  /**
   * GDAL's ARE_REAL_EQUAL of floats. For numbers that are large enough the sum overflows, so that
   * -3.4e+38 is the lowest float too, as whoever rounded it meant.
   */
  private static boolean isNear(float nodata, float value) {
    return Math.abs(value - nodata) < EPSILON * Math.abs(value + nodata) * STEPS;
  }
}
