/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the name of a file or scene tells of its part in an acquisition that was delivered band by
 * band, as HLS, Landsat, Sentinel-2 and PlanetScope are.
 */
public final class BandFiles {
  private static final String START = "(?i)(?:.*[^a-z0-9])?";

  /** Words of a name that say no more of what is in a file: resolution, clipping, a part. */
  private static final String END = "(?:[_.-](?:[0-9]+m|clip|clipped|file_format))*";

  private static final Pattern QUALITY =
      Pattern.compile(
          START
              + "(?:SCL|Fmask[0-9]*|udm2?|BQA|QA_[a-z]+|[a-z]+_QA|[a-z]+_QA_[a-z]+|QA[0-9]*|"
              + "MSK_[a-z]+|CLD|CLDPRB|SNW|SNWPRB|cloud_?mask|sr_aerosol|aerosol_qa|sr_atmos_opacity|"
              + "(?:pixel|radsat|lineage|sraerosol|srcloud|sratmosopacity)qa|"
              + "(?:sur_refl_|SurfReflect_)?state_(?:1km|500m|250m)(?:_1)?|(?:SurfReflect_)?QF[1-7](?:_1)?)"
              + END);

  private static final Pattern BAND =
      Pattern.compile(
          "(?i)(?<![a-z0-9])(?:(?:SR|ST)_)?"
              + "(?:B(?:AND)?[_]?[0-9]{1,2}A?|coastal|blue|green[0-9]?|yellow|red|red_?edge[0-9]?|nir[0-9]{0,2}|"
              + "swir_?[0-9]{0,2}|pan|cirrus|thermal|lwir[0-9]{0,2})(?![a-z0-9])");

  private BandFiles() {}

  /** Whether it holds what a product says of its pixels, and nothing to cluster. */
  public static boolean isQuality(String name) {
    return QUALITY.matcher(name).matches();
  }

  /**
   * What all bands of an acquisition have in common.
   *
   * @return the name with a star in place of its band; empty if it names none
   */
  public static Optional<String> acquisition(String name) {
    String common = BAND.matcher(name).replaceAll("*");
    return common.equals(name) ? Optional.empty() : Optional.of(common);
  }
}
