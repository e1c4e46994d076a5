/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.signatures.SignatureSet;
import org.junit.jupiter.api.Test;

/** Reflectances of blue, green, red, near infrared and both short-wave infrared bands. */
class SpectralDescriptionTest {
  /** Those of Landsat 8. */
  private static final List<Double> WAVELENGTHS =
      List.of(482.0, 561.5, 654.5, 865.0, 1608.5, 2200.5);

  private static final double[] FOREST = {0.02, 0.05, 0.04, 0.236, 0.12, 0.06};
  private static final double[] MEADOW = {0.06, 0.09, 0.12, 0.24, 0.25, 0.17};
  private static final double[] SOIL = {0.09, 0.13, 0.18, 0.22, 0.3, 0.27};
  private static final double[] WATER = {0.05, 0.04, 0.03, 0.02, 0.01, 0.005};
  private static final double[] SNOW = {0.8, 0.75, 0.7, 0.6, 0.1, 0.08};
  private static final double[] CLOUD = {0.5, 0.49, 0.5, 0.52, 0.4, 0.35};
  private static final double[] WARM_CLOUD = {0.4, 0.38, 0.37, 0.46, 0.32, 0.2};
  private static final double[] STRANGE = {0, -0.01, 0.005, 0.005, 0.2, -0.2};

  private static SignatureSet set(List<String> bands, List<Double> waves, double[]... means) {
    return new SignatureSet(
        bands,
        Optional.empty(),
        waves,
        List.of(),
        Harmonization.none(bands.size()),
        Arrays.stream(means)
            .map(
                mean ->
                    new SignatureSet.ClassSignature(
                        "c", Color.RED, 1, mean, new double[mean.length]))
            .toList());
  }

  private static RunReport.PhysicalValues physical(double scale, double offset, Double full) {
    return new RunReport.PhysicalValues(
        Collections.nCopies(6, scale), Collections.nCopies(6, offset), "reflectance", full);
  }

  private static List<SpectralDescription> of(double[]... means) {
    List<String> names = List.of("B2", "B3", "B4", "B5", "B6", "B7");
    return SpectralDescription.of(set(names, WAVELENGTHS, means), physical(100, 0, 100.0));
  }

  private static String text(double[] mean) {
    return of(mean).get(0).text();
  }

  @Test
  void covers() {
    // (0.236 - 0.04) / 0.276 = 0.710; (0.05 - 0.236) / 0.286 = -0.650; 0.176 / 0.296 = 0.595
    assertThat(text(FOREST))
        .isEqualTo("bright in NIR, dark in red: vegetation, NDVI 0.71, NDWI −0.65, NBR 0.59");
    assertThat(text(MEADOW))
        .isEqualTo(
            "bright in SWIR 1.6 µm, dark in green: sparse vegetation, NDVI 0.33, NDWI −0.45, NBR 0.17");
    assertThat(text(SOIL)).contains("dark in green: bare or built-up ground, NDVI 0.10");
    assertThat(text(WATER)).isEqualTo("dark in all bands: water, NDVI −0.20, NDWI 0.33, NBR 0.60");
    assertThat(text(SNOW)).contains("bright in green, dark in SWIR 2.2 µm: snow or ice");
    assertThat(text(WARM_CLOUD))
        .startsWith("bright in NIR, dark in SWIR 2.2 µm: cloud, snow or bright ground, NDVI 0.11");
    assertThat(text(CLOUD)).contains("bright in all bands: cloud, snow or bright ground");
  }

  @Test
  void indices() {
    SpectralDescription forest = of(FOREST).get(0);
    assertThat(forest.label()).isEqualTo(1);
    assertThat(forest.ndvi()).isCloseTo(0.196 / 0.276, within(1e-12));
    assertThat(forest.ndwi()).isCloseTo(-0.186 / 0.286, within(1e-12));
    assertThat(forest.nbr()).isCloseTo(0.176 / 0.296, within(1e-12));
    assertThat(forest.mndwi()).isCloseTo(-0.07 / 0.17, within(1e-12));
    assertThat(forest.ndbi()).isCloseTo(-0.116 / 0.356, within(1e-12));
  }

  /** Values around 0, as an air that is corrected too much leaves them. */
  @Test
  void whatIsNotDefinedIsNotSaid() {
    SpectralDescription strange = of(STRANGE).get(0);
    assertThat(strange.ndwi()).isNull();
    assertThat(strange.nbr()).isNull();
    assertThat(strange.ndvi()).isZero();
    assertThat(strange.text()).doesNotContain("NDWI", "NBR", "NaN");
  }

  /** Stored values of Landsat's Collection 2 become the same reflectances. */
  @Test
  void storedValuesAreScaledFirst() {
    double[] stored = Arrays.stream(FOREST).map(value -> (value + 0.2) / 0.0000275).toArray();
    List<String> names = List.of("B2", "B3", "B4", "B5", "B6", "B7");
    SignatureSet set = set(names, WAVELENGTHS, stored);
    assertThat(SpectralDescription.of(set, physical(0.0000275, -0.2, 1.0)).get(0).text())
        .isEqualTo(text(FOREST));
    assertThat(SpectralDescription.of(set, physical(0.0000275, -0.2, null))).isEmpty();
  }

  @Test
  void namesOfBandsTellWhereWavelengthsDoNot() {
    List<String> names = List.of("blue", "green", "red", "nir08", "swir16", "swir22");
    assertThat(
            SpectralDescription.of(set(names, List.of(), FOREST), physical(1, 0, 1.0))
                .get(0)
                .text())
        .isEqualTo(text(FOREST));
    List<String> numbers = List.of("B2", "B3", "B4", "B5", "B6", "B7");
    assertThat(SpectralDescription.of(set(numbers, List.of(), FOREST), physical(1, 0, 1.0)))
        .isEmpty();
  }

  /** Of several bands in near infrared the one at its usual place; the red edge is none. */
  @Test
  void bandsOfSentinel2() {
    SignatureSet set =
        set(
            List.of("B3", "B4", "B7", "B8A", "B8", "B11"),
            List.of(560.0, 665.0, 783.0, 865.0, 842.0, 1610.0),
            new double[] {0.05, 0.04, 0.9, 0.8, 0.236, 0.12});
    assertThat(SpectralDescription.of(set, physical(1, 0, 1.0)).get(0).text())
        .isEqualTo("bright in NIR, dark in red: vegetation, NDVI 0.71, NDWI −0.65");
  }

  @Test
  void withoutNearInfraredNoCoverIsNamed() {
    SignatureSet set =
        set(List.of("green", "red"), List.of(), new double[] {0.2, 0.1}, new double[] {0.12, 0.11});
    List<SpectralDescription> all =
        SpectralDescription.of(
            set, new RunReport.PhysicalValues(List.of(1.0, 1.0), List.of(0.0, 0.0), "", 1.0));
    assertThat(all)
        .extracting(SpectralDescription::text)
        .containsExactly(
            "bright in green, dark in red: not told by these bands",
            "alike in all bands: not told by these bands");
  }

  @Test
  void classesWithoutPixelsAreLeftOut() {
    SignatureSet set =
        set(List.of("B2", "B3", "B4", "B5", "B6", "B7"), WAVELENGTHS, FOREST, WATER)
            .counted(new long[] {0, 3});
    assertThat(SpectralDescription.of(set, physical(1, 0, 1.0)))
        .extracting(SpectralDescription::label)
        .containsExactly(2);
  }
}
