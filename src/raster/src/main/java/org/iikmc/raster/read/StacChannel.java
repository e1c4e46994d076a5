/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.stac.StacAsset;
import org.iikmc.raster.stac.StacBand;

/**
 * A band of a scene that a STAC item describes.
 *
 * @param name that its product gives it, such as B04, if the item tells; else its own or its
 *     asset's
 * @param asset that holds it
 * @param index in the file, from 0
 * @param band what the item says of it
 */
record StacChannel(String name, StacAsset asset, int index, StacBand band) {
  /** With the instrument before it, as some catalogs of Landsat write it. */
  private static final Pattern OF_PRODUCT =
      Pattern.compile("(?i)(?:(?:OLI|TIRS|ETM|TM|MSI|SR|ST)_)?(B[0-9]{1,2}A?)");

  /** The only band of an asset. */
  static StacChannel of(StacAsset asset, StacBand band) {
    String name =
        Stream.of(band.name(), Optional.of(asset.key()), inFileName(asset.fileName()))
            .flatMap(Optional::stream)
            .map(OF_PRODUCT::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1).toUpperCase(Locale.ROOT))
            .findFirst()
            .orElse(asset.key());
    return new StacChannel(name, asset, 0, band);
  }

  /** One of several bands of an asset. */
  static StacChannel of(StacAsset asset, int index, StacBand band) {
    return new StacChannel(
        band.name().or(band::commonName).orElse(Integer.toString(index + 1)), asset, index, band);
  }

  private static Optional<String> inFileName(String file) {
    for (Product product : Product.values()) {
      Optional<Product.Part> part = product.part(file);
      if (part.isPresent() && part.get().quality().isEmpty()) {
        return Optional.of(part.get().band());
      }
    }
    String last = file.replaceFirst("\\.[^.]*$", "").replaceFirst("^.*_", "");
    return Optional.of(last); // B04.tif in a folder that is called as the scene
  }

  /** The same under another name. */
  StacChannel named(String other) {
    return new StacChannel(other, asset, index, band);
  }

  /** Whether a user can mean it by a name: that of its asset, its own, its part of the spectrum. */
  boolean isCalled(String wanted, Naming naming) {
    String called =
        switch (naming) {
          case ASSET -> index == 0 && asset.onlyBand().isPresent() ? asset.key() : "";
          case BAND -> band.name().orElse("");
          case SPECTRUM -> band.commonName().orElse("");
        };
    return BandSelection.canonical(called).equals(BandSelection.canonical(wanted));
  }

  /** What a name can be one of, the more certain before. */
  enum Naming {
    ASSET,
    BAND,
    SPECTRUM
  }
}
