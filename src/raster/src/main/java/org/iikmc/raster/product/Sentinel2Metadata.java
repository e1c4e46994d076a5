/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.xml.SafeXml;
import org.w3c.dom.Element;

/**
 * The metadata of a Sentinel-2 product (ESA S2-PDGS-TAS-DI-PSD): reflectance = (DN + offset) /
 * quantification. There are offsets from processing baseline 04.00 on, one for each band.
 *
 * @param file its name, for messages
 */
record Sentinel2Metadata(String file, Sentinel2Level level, Element root) {
  private static final Pattern NAME =
      Pattern.compile("(?i)MTD_MSIL(?:1C|2A)\\.xml|S2[A-D]_[A-Z]{4}_MTD_SAFL(?:1C|2A)_.*\\.xml");

  /** In the order of their band_id. */
  private static final List<String> BANDS =
      List.of("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12");

  /** Whether a file is called so: {@code MTD_MSIL2A.xml}, or as until 2016. */
  static boolean isCalled(String name) {
    return NAME.matcher(name).matches();
  }

  /**
   * Reads one that {@linkplain #isCalled is called so}.
   *
   * @throws MetadataException if it is no XML
   */
  static Sentinel2Metadata read(MetadataFile file) throws MetadataException {
    Sentinel2Level level = Sentinel2Level.in(file.name()).orElseThrow();
    return new Sentinel2Metadata(file.name(), level, file.xml());
  }

  /**
   * That of a band.
   *
   * @throws MetadataException if a value is missing or wrong; names it
   */
  Scaling scaling(String band) throws MetadataException {
    String name = level.quantification;
    double quantification =
        Numbers.factor(
            first(name)
                .or(() -> first("L2A_" + name)) // until 2018
                .orElseThrow(() -> new MetadataException(file + " has no " + name))
                .getTextContent(),
            name + " in " + file);
    return Numbers.scaling(level.quantity, 1 / quantification, offset(band) / quantification, file);
  }

  /** When it was acquired, as written there. */
  Optional<String> acquired() {
    return first("DATATAKE_SENSING_START")
        .or(() -> first("PRODUCT_START_TIME"))
        .map(element -> element.getTextContent().strip());
  }

  private double offset(String band) throws MetadataException {
    List<Element> offsets = SafeXml.within(root, level.offset);
    Optional<Baseline> baseline =
        first("PROCESSING_BASELINE").map(Element::getTextContent).flatMap(Baseline::of);
    if (offsets.isEmpty()) {
      if (baseline.isPresent() && baseline.get().hasOffset()) {
        throw new MetadataException(
            file + " has no " + level.offset + ", which belongs to its baseline " + baseline.get());
      }
      return 0;
    }
    String id = Integer.toString(BANDS.indexOf(BandSelection.canonical(band)));
    for (Element offset : offsets) {
      if (offset.getAttribute("band_id").strip().equals(id)) {
        return Numbers.of(
            offset.getTextContent(), level.offset + " of band_id " + id + " in " + file);
      }
    }
    throw new MetadataException(file + " has no " + level.offset + " of band_id " + id);
  }

  private Optional<Element> first(String name) {
    return SafeXml.within(root, name).stream().findFirst();
  }
}
