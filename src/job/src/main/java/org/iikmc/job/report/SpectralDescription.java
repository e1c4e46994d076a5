/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.iikmc.job.signatures.SignatureSet;

/**
 * What the mean spectrum of a class looks like, by simple rules: a help to find its name, and not a
 * name. A difference (a − b) / (a + b) of two bands is null where one of them is missing, or where
 * they don't add up to more than 0.
 *
 * @param label of the class, from 1
 * @param text bright and dark bands, what that may be, and the indices
 * @param ndvi of near infrared and red: C. J. Tucker, Remote Sensing of Environment 8, 1979
 * @param ndwi of green and near infrared: S. K. McFeeters, Int. J. Remote Sensing 17, 1996
 * @param nbr of near infrared and short-wave infrared at 2200 nm: C. H. Key and N. C. Benson,
 *     Landscape Assessment, USDA Forest Service RMRS-GTR-164, 2006
 * @param mndwi of green and short-wave infrared at 1600 nm, also known as NDSI: H. Xu, Int. J.
 *     Remote Sensing 27, 2006; D. K. Hall et al., Remote Sensing of Environment 54, 1995
 * @param ndbi of short-wave infrared at 1600 nm and near infrared: Y. Zha et al., Int. J. Remote
 *     Sensing 24, 2003
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SpectralDescription(
    @JsonProperty("class") int label,
    String text,
    Double ndvi,
    Double ndwi,
    Double nbr,
    Double mndwi,
    Double ndbi) {
  /** As reflectance: what is below in all bands is dark, what is above in all is bright. */
  private static final double DARK = 0.1;

  private static final double BRIGHT = 0.3;

  /** The brightest band is named if it is so many times as bright as the darkest. */
  private static final double CONTRAST = 1.5;

  /** Snow is brighter in near infrared, water darker: Hall et al. 1995. */
  private static final double SNOW_NEAR_INFRARED = 0.11;

  private static final double SNOW_INDEX = 0.4;

  /** Of bare ground below, of closed vegetation above: J. A. Sobrino et al., RSE 90, 2004. */
  private static final double SOME_VEGETATION = 0.2;

  private static final double VEGETATION = 0.5;

  /** Nanometres. */
  private static final double SHORT_WAVE = 1000;

  /** Parts of the spectrum that indices are made of. */
  private enum Part {
    GREEN("green", 525, 580, 560, "GREEN"),
    RED("red", 620, 690, 660, "RED"),
    NEAR_INFRARED("NIR", 790, 900, 850, "NIR", "NIR08"),
    SHORT_WAVE_1("SWIR 1.6 µm", 1550, 1700, 1610, "SWIR1", "SWIR16"),
    SHORT_WAVE_2("SWIR 2.2 µm", 2080, 2300, 2200, "SWIR2", "SWIR22");

    private final String title;
    private final double from;
    private final double to;
    private final double usual;
    private final List<String> names;

    Part(String title, double from, double to, double usual, String... names) {
      this.title = title;
      this.from = from;
      this.to = to;
      this.usual = usual;
      this.names = List.of(names);
    }

    /**
     * The band that lies nearest to the usual place of this part, from 0; by name where wavelengths
     * are not known; -1 if there is none.
     */
    int in(SignatureSet set) {
      int found = -1;
      for (int b = 0; b < set.bands().size(); b++) {
        if (set.wavelengths().isEmpty()) {
          if (names.contains(set.bands().get(b).toUpperCase(Locale.ROOT))) {
            return b;
          }
          continue;
        }
        double own = set.wavelengths().get(b);
        boolean nearer =
            found < 0 || Math.abs(own - usual) < Math.abs(set.wavelengths().get(found) - usual);
        found = own >= from && own <= to && nearer ? b : found;
      }
      return found;
    }
  }

  /**
   * Descriptions of the classes that have pixels.
   *
   * @param physical what the values of the signatures stand for
   * @return none where values are no reflectances, or bands are not known by wavelength or name
   */
  public static List<SpectralDescription> of(SignatureSet set, RunReport.PhysicalValues physical) {
    Map<Part, Integer> bands = new TreeMap<>();
    for (Part part : Part.values()) {
      int band = part.in(set);
      if (band >= 0) {
        bands.put(part, band);
      }
    }
    List<SpectralDescription> all = new ArrayList<>();
    for (int c = 0; c < set.k() && physical.fullReflectance() != null && bands.size() > 1; c++) {
      if (set.classes().get(c).pixels() > 0) {
        Map<Part, Double> values = new TreeMap<>();
        double[] mean = set.classes().get(c).mean();
        bands.forEach((part, band) -> values.put(part, physical.reflectance(mean, band)));
        all.add(of(c + 1, values));
      }
    }
    return all;
  }

  private static SpectralDescription of(int label, Map<Part, Double> values) {
    Double vegetation = difference(values, Part.NEAR_INFRARED, Part.RED);
    Double water = difference(values, Part.GREEN, Part.NEAR_INFRARED);
    Double burn = difference(values, Part.NEAR_INFRARED, Part.SHORT_WAVE_2);
    Double snow = difference(values, Part.GREEN, Part.SHORT_WAVE_1);
    Double built = difference(values, Part.SHORT_WAVE_1, Part.NEAR_INFRARED);
    StringJoiner text = new StringJoiner(", ", brightness(values) + ": ", "");
    text.add(cover(values, vegetation, water, snow));
    add(text, "NDVI", vegetation);
    add(text, "NDWI", water);
    add(text, "NBR", burn);
    return new SpectralDescription(label, text.toString(), vegetation, water, burn, snow, built);
  }

  private static void add(StringJoiner text, String name, Double value) {
    if (value != null) {
      text.add(name + " " + String.format(Locale.ROOT, "%.2f", value).replace('-', '−'));
    }
  }

  private static Double difference(Map<Part, Double> values, Part a, Part b) {
    if (!values.containsKey(a) || !values.containsKey(b)) {
      return null;
    }
    double sum = values.get(a) + values.get(b);
    return sum > 0 ? (values.get(a) - values.get(b)) / sum : null;
  }

  private static String brightness(Map<Part, Double> values) {
    Part most = null;
    Part least = null;
    for (Part part : values.keySet()) {
      most = most == null || values.get(part) > values.get(most) ? part : most;
      least = least == null || values.get(part) < values.get(least) ? part : least;
    }
    if (values.get(most) < DARK) {
      return "dark in all bands";
    }
    if (values.get(least) > BRIGHT) {
      return "bright in all bands";
    }
    return values.get(most) >= CONTRAST * values.get(least)
        ? "bright in " + most.title + ", dark in " + least.title
        : "alike in all bands";
  }

  private static String cover(
      Map<Part, Double> values, Double vegetation, Double water, Double snow) {
    double nearInfrared = values.getOrDefault(Part.NEAR_INFRARED, Double.NaN);
    if (snow != null && snow >= SNOW_INDEX && nearInfrared >= SNOW_NEAR_INFRARED) {
      return "snow or ice";
    }
    if (water != null && water > 0 && nearInfrared < SNOW_NEAR_INFRARED) {
      return "water";
    }
    // Clouds are darker in short-wave infrared.
    if (values.keySet().stream()
        .filter(part -> part.to < SHORT_WAVE)
        .allMatch(part -> values.get(part) > BRIGHT)) {
      return "cloud, snow or bright ground";
    }
    if (vegetation == null) {
      return "not told by these bands";
    }
    if (vegetation >= VEGETATION) {
      return "vegetation";
    }
    return vegetation >= SOME_VEGETATION ? "sparse vegetation" : "bare or built-up ground";
  }
}
