/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What recorded a scene, and where its bands lie in the spectrum: B5 is near infrared on one
 * satellite and short-wave infrared on another. Centres are those of the USGS ("What are the band
 * designations for the Landsat satellites?"), of ESA's Sentinel-2 user guide, for Sentinel-2A, and
 * of Planet's product specifications: a SuperDove has a further part in the middle of its names, or
 * eight bands; what has neither is taken for a Dove-C.
 */
public enum Sensor {
  LANDSAT_TM(
      "Landsat 4-5 TM",
      "LT0?[45]",
      Map.of(
          "B1", 485.0, "B2", 560.0, "B3", 660.0, "B4", 830.0, "B5", 1650.0, "B6", 11_450.0, "B7",
          2215.0)),
  LANDSAT_ETM(
      "Landsat 7 ETM+",
      "LE0?7",
      Map.ofEntries(
          Map.entry("B1", 485.0),
          Map.entry("B2", 560.0),
          Map.entry("B3", 660.0),
          Map.entry("B4", 835.0),
          Map.entry("B5", 1650.0),
          Map.entry("B6", 11_450.0),
          Map.entry("B6_VCID_1", 11_450.0),
          Map.entry("B6_VCID_2", 11_450.0),
          Map.entry("B7", 2220.0),
          Map.entry("B8", 710.0))),
  LANDSAT_OLI(
      "Landsat 8-9 OLI/TIRS",
      "L[COT]0?[89]|HLS\\.L30",
      Map.ofEntries(
          Map.entry("B1", 443.0),
          Map.entry("B2", 482.0),
          Map.entry("B3", 561.5),
          Map.entry("B4", 654.5),
          Map.entry("B5", 865.0),
          Map.entry("B6", 1608.5),
          Map.entry("B7", 2200.5),
          Map.entry("B8", 589.5),
          Map.entry("B9", 1373.5),
          Map.entry("B10", 10_895.0),
          Map.entry("B11", 12_005.0))),
  SENTINEL_2(
      "Sentinel-2 MSI",
      "S2[ABC]|HLS\\.S30|T?[0-9]{2}[A-Z]{3}_[0-9]{8}T[0-9]{6}",
      Map.ofEntries(
          Map.entry("B1", 443.0),
          Map.entry("B2", 490.0),
          Map.entry("B3", 560.0),
          Map.entry("B4", 665.0),
          Map.entry("B5", 705.0),
          Map.entry("B6", 740.0),
          Map.entry("B7", 783.0),
          Map.entry("B8", 842.0),
          Map.entry("B8A", 865.0),
          Map.entry("B9", 945.0),
          Map.entry("B10", 1375.0),
          Map.entry("B11", 1610.0),
          Map.entry("B12", 2190.0))),
  PLANET_SUPERDOVE(
      "PlanetScope SuperDove",
      "[0-9]{8}_[0-9]{6}_(?:[0-9a-z]{1,2}_[0-9a-z]{4}_3B_AnalyticMS|[0-9a-z]{4}_3B_AnalyticMS(?:_SR)?_8b)",
      Map.of(
          "COASTAL_BLUE",
          443.0,
          "BLUE",
          490.0,
          "GREEN_I",
          531.0,
          "GREEN",
          565.0,
          "YELLOW",
          610.0,
          "RED",
          665.0,
          "REDEDGE",
          705.0,
          "NIR",
          865.0)),
  PLANET_DOVE(
      "PlanetScope Dove",
      "[0-9]{8}_[0-9]{6}_[0-9a-z]{4}_3B_AnalyticMS",
      Map.of("BLUE", 485.0, "GREEN", 545.0, "RED", 630.0, "NIR", 820.0));

  private final String title;
  private final Pattern start;
  private final Map<String, Double> wavelengths;

  Sensor(String title, String start, Map<String, Double> wavelengths) {
    this.title = title;
    this.start = Pattern.compile("(?i)(?:" + start + ")(?:[_.0-9].*)?");
    this.wavelengths = wavelengths;
  }

  /**
   * The sensor of a file or scene with the name of a product.
   *
   * @return empty if the name does not begin as that of a known product
   */
  public static Optional<Sensor> ofProduct(String name) {
    for (Sensor sensor : values()) {
      if (sensor.start.matcher(name).matches()) {
        return Optional.of(sensor);
      }
    }
    return Optional.empty();
  }

  /**
   * The centre of a band in nanometres.
   *
   * @param band as products call it, such as B4, SR_B4 or B04
   * @return NaN if it is none of this sensor
   */
  public double wavelength(String band) {
    return wavelengths.getOrDefault(BandSelection.canonical(band), Double.NaN);
  }

  @Override
  public String toString() {
    return title;
  }
}
