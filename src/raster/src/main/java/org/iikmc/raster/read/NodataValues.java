/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import it.geosolutions.jaiext.range.NoDataContainer;
import it.geosolutions.jaiext.range.Range;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.coverage.Category;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;

/**
 * The values of a coverage's band that mean absent. A coverage tells them in a property, in the
 * dimension of the band, or in both; one that is a range of few integers is taken apart.
 */
final class NodataValues {
  /** Each is compared with each pixel. */
  private static final int MOST = 256;

  private final String scene;
  private final SampleType type;
  private final Set<Double> values = new TreeSet<>();

  private NodataValues(String scene, SampleType type) {
    this.scene = scene;
    this.type = type;
  }

  /**
   * All values of a band; NaN, which is always absent, is not among them.
   *
   * @param scene for messages
   * @param type of the band
   * @throws InputException if they are a range that is not one of few integers
   */
  static Set<Double> of(String scene, GridCoverage2D coverage, int band, SampleType type) {
    NodataValues nodata = new NodataValues(scene, type);
    nodata.add(CoverageUtilities.getNoDataProperty(coverage));
    nodata.add(coverage.getSampleDimension(band));
    return Set.copyOf(nodata.values);
  }

  private void add(NoDataContainer property) {
    if (property == null) {
      return;
    }
    double[] array = property.getAsArray();
    Range range = property.getAsRange();
    if (array.length > 1 || range == null) {
      add(array);
    } else {
      addRange(range.getMin(true).doubleValue(), range.getMax(true).doubleValue());
    }
  }

  private void add(GridSampleDimension dimension) {
    double[] single;
    try {
      single = dimension.getNoDataValues();
    } catch (IllegalStateException e) { // some are a range of fractions
      throw range("fractions", e);
    }
    if (single != null) {
      add(single);
    }
    // The values of a dimension are silent about what lies between the ends of its nodata.
    List<Category> categories = dimension.getCategories();
    for (Category category : categories == null ? List.<Category>of() : categories) {
      if (category.getName().equals(Category.NODATA.getName())) {
        addRange(category.getRange().getMinimum(true), category.getRange().getMaximum(true));
      }
    }
  }

  private void add(double[] single) {
    for (double value : single) {
      if (!Double.isNaN(value)) {
        values.add(value);
      }
    }
  }

  private void addRange(double min, double max) {
    if (min == max || Double.isNaN(min) || Double.isNaN(max)) {
      add(new double[] {min, max});
      return;
    }
    if (!type.isInteger() || max - min >= MOST) {
      throw range(min + " to " + max, null);
    }
    for (double value = Math.ceil(min); value <= max; value++) {
      values.add(value);
    }
  }

  private InputException range(String which, Exception cause) {
    return new InputException(
        "Scene "
            + scene
            + " has a range of values that mean no data ("
            + which
            + "); declare single values, at most "
            + MOST
            + ".",
        cause);
  }
}
