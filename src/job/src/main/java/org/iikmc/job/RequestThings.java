/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;

/**
 * What options name and only a host can find: files here, layers and documents there. Implemented
 * by hosts, for one request each.
 */
public interface RequestThings {
  /**
   * Signatures to begin with.
   *
   * @param origin where they come from, for messages
   */
  record Start(SignatureSet signatures, String origin) {}

  /**
   * Signatures that the user gave to begin with; empty if they are to be found.
   *
   * @throws InputException if they can't be used
   */
  Optional<Start> start(Given given) throws IOException;

  /**
   * A raster that is 0 where pixels are left out.
   *
   * @param name neither {@code qa} nor {@code none}
   * @throws InputException if there is none of this name
   */
  MaskRaster mask(String name) throws IOException;

  /**
   * The polygon to stay within, if one is given.
   *
   * @throws InputException if it is none
   */
  Optional<AreaOfInterest> area(Given given) throws IOException;

  /**
   * What classes are to be called, if it is said.
   *
   * @throws InputException if it can't be used
   */
  Optional<Legend> legend(Given given) throws IOException;

  /** Which pixels count. */
  default PixelRules rules(Given given) throws IOException {
    String mask = given.get(Options.MASK);
    boolean quality = mask.equalsIgnoreCase("qa");
    Set<PixelCondition> leftOut = given.get(Options.LEAVE_OUT);
    return new PixelRules(
        given.find(Options.NODATA).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        quality ? Optional.of(leftOut) : Optional.empty(),
        quality || mask.equalsIgnoreCase("none") ? Optional.empty() : Optional.of(mask(mask)),
        area(given));
  }
}
