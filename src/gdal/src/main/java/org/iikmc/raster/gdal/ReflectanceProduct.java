/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;

/**
 * What a container has that is a product of surface reflectance of MODIS or VIIRS: MOD09, MYD09,
 * VNP09, VJ109 and VJ209, in its grids of daily or of several days' values. Scale and fill value
 * are those of the user guides (MODIS Surface Reflectance User's Guide, Collection 6, section 2;
 * VIIRS Surface Reflectance User's Guide, version 2): the scale that the files of MODIS write is
 * 10000, by which values are divided.
 */
final class ReflectanceProduct {
  private static final Pattern NAME = Pattern.compile("(?i)(?:M[OY]D|VNP|VJ[12])09[A-Z0-9]*\\..*");

  /** {@code sur_refl_b01}, {@code sur_refl_b01_1}, {@code SurfReflect_I1_1}, {@code …_M10}. */
  private static final Pattern BAND =
      Pattern.compile("(?i)(sur_refl_b0[1-7]|SurfReflect_[IM][0-9]{1,2})(?:_1)?");

  private static final double SCALE = 0.0001;
  private static final double FILL = -28_672;

  private final boolean isOne;

  ReflectanceProduct(GdalSource source) {
    isOne =
        source
            .file()
            .map(Path::getFileName)
            .map(name -> NAME.matcher(name.toString()).matches())
            .orElse(false);
  }

  /**
   * A scene with what the product is known to say.
   *
   * @param file the rasters of the largest size
   * @param container of all
   * @return the same if it is no such product
   */
  GdalFile of(GdalFile file, GdalContainer container) throws IOException {
    List<GdalFile.Part> bands =
        file.parts().stream().filter(part -> BAND.matcher(part.name()).matches()).toList();
    if (!isOne || bands.isEmpty()) {
      return file;
    }
    Scaling scaling =
        new Scaling(Quantity.SURFACE_REFLECTANCE, SCALE, 0, "user guide of the product");
    List<GdalFile.Part> known =
        bands.stream().map(part -> part.named(band(part.name())).of(FILL, scaling)).toList();
    return new GdalFile(
        file.description(),
        file.grid(),
        known,
        new TreeMap<>(),
        file.dateTime(),
        known.stream().map(GdalFile.Part::name).toList(),
        container.all(ReflectanceProduct::tells));
  }

  /** Whether it is a quality band of which something can be left out. */
  private static boolean tells(String variable) {
    return QualityFlags.ofBand(variable).map(flags -> !flags.conditions().isEmpty()).orElse(false);
  }

  private static String band(String variable) {
    Matcher matcher = BAND.matcher(variable);
    return matcher.matches() ? matcher.group(1) : variable;
  }
}
