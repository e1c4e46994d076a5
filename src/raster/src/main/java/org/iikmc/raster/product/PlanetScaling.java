/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.xml.SafeXml;
import org.w3c.dom.Element;

/**
 * PlanetScope (Planet, "PlanetScope product specifications"): surface reflectance, {@code
 * …_AnalyticMS_SR…}, is stored as ten thousandths. Of {@code …_AnalyticMS…} top-of-atmosphere
 * reflectance = DN · reflectanceCoefficient, by the {@code …_metadata….xml} beside it; without that
 * it is what the file says of itself.
 */
public final class PlanetScaling implements ProductScaling {
  private static final Pattern FILE =
      Pattern.compile("(?i)(.*_3B_AnalyticMS)(_SR)?(_8b)?(?:_.*)?\\.tiff?");
  private static final double SURFACE_REFLECTANCE_SCALE = 0.0001;

  private final int number;

  /**
   * @param number of the band in its file, from 1
   */
  public PlanetScaling(int number) {
    this.number = number;
  }

  @Override
  public Scaling of(String band, Path file, Scaling own) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return own;
    }
    if (name.group(2) != null) {
      return new Scaling(
          Quantity.SURFACE_REFLECTANCE,
          SURFACE_REFLECTANCE_SCALE,
          0,
          "the fixed factor of PlanetScope surface reflectance");
    }
    try {
      return topOfAtmosphere(name.group(1), file, own);
    } catch (MetadataException e) {
      return Scaling.unknown(e.getMessage());
    }
  }

  private Scaling topOfAtmosphere(String start, Path file, Scaling own) throws MetadataException {
    Pattern metadata =
        Pattern.compile("(?i)" + Pattern.quote(start) + "(?:_8b)?_metadata(?:_clip)?\\.xml");
    List<MetadataFile> found =
        MetadataFile.in(
            file.toAbsolutePath().getParent(), name -> metadata.matcher(name).matches());
    if (found.isEmpty()) {
      return own.isKnown()
          ? own
          : Scaling.unknown("there is no " + start + "_metadata.xml beside its file");
    }
    MetadataFile first = found.get(0);
    for (Element about : SafeXml.within(first.xml(), "ps:bandSpecificMetadata")) {
      if (text(about, "ps:bandNumber", first).equals(Integer.toString(number))) {
        String key = "ps:reflectanceCoefficient";
        double coefficient =
            Numbers.factor(
                text(about, key, first), key + " of band " + number + " in " + first.name());
        return Numbers.scaling(
            Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE, coefficient, 0, first.name());
      }
    }
    throw new MetadataException(first.name() + " has no ps:bandSpecificMetadata of band " + number);
  }

  private static String text(Element about, String name, MetadataFile file)
      throws MetadataException {
    List<Element> found = SafeXml.within(about, name);
    if (found.isEmpty()) {
      throw new MetadataException(file.name() + " has a ps:bandSpecificMetadata without " + name);
    }
    return found.get(0).getTextContent().strip();
  }
}
