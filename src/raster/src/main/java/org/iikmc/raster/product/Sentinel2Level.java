/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.raster.Quantity;

/** Processing levels of Sentinel-2, and what their metadata call quantification and offset. */
enum Sentinel2Level {
  L1C(Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE, "QUANTIFICATION_VALUE", "RADIO_ADD_OFFSET"),
  L2A(Quantity.SURFACE_REFLECTANCE, "BOA_QUANTIFICATION_VALUE", "BOA_ADD_OFFSET");

  private static final Pattern NAMED =
      Pattern.compile("(?i)(?<![a-z0-9])(?:S2)?(?:MSI|SAF)?L?(1C|2A)(?![a-z0-9])");

  final Quantity quantity;
  final String quantification;
  final String offset;

  Sentinel2Level(Quantity quantity, String quantification, String offset) {
    this.quantity = quantity;
    this.quantification = quantification;
    this.offset = offset;
  }

  /** That which a name tells: L2A, MSIL2A, SAFL2A, S2MSI2A. */
  static Optional<Sentinel2Level> in(String name) {
    Matcher matcher = NAMED.matcher(name);
    return matcher.find()
        ? Optional.of(matcher.group(1).equalsIgnoreCase("1C") ? L1C : L2A)
        : Optional.empty();
  }
}
