/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.awt.Color;
import java.util.List;
import org.iikmc.raster.InputException;
import org.iikmc.raster.style.ClassStyle;

/**
 * The classes of a series: what is saved to classify further scenes with.
 *
 * @param bands names of the bands, in the order of the values
 * @param classes in the order of their labels; element 0 is class 1
 */
public record SignatureSet(List<String> bands, List<ClassSignature> classes) {
  /**
   * One class.
   *
   * @param name for people; may be changed freely
   * @param color for maps
   * @param pixels valid pixels of the series that it got; 0 if it is empty
   * @param mean one value per band, in the scenes' own units
   * @param spread standard deviation per band, likewise
   */
  public record ClassSignature(
      String name, Color color, long pixels, double[] mean, double[] spread) {}

  public SignatureSet {
    bands = List.copyOf(bands);
    classes = List.copyOf(classes);
  }

  /** Number of classes. */
  public int k() {
    return classes.size();
  }

  /** k × bands; a copy. */
  public double[][] means() {
    return classes.stream().map(c -> c.mean().clone()).toArray(double[][]::new);
  }

  /** Names and colours. */
  public ClassStyle style() {
    return new ClassStyle(
        classes.stream().map(ClassSignature::name).toList(),
        classes.stream().map(ClassSignature::color).toList());
  }

  /**
   * @throws InputException unless there are as many bands here as a user chose
   */
  public void checkBands(List<String> chosen, String origin) {
    if (chosen.size() != bands.size()) {
      throw new InputException(
          origin
              + " holds signatures of "
              + bands.size()
              + " bands ("
              + String.join(", ", bands)
              + "), but "
              + chosen.size()
              + " are chosen ("
              + String.join(", ", chosen)
              + "); choose the same bands.");
    }
  }
}
