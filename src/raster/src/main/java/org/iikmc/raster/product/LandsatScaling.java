/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.Sensor;

/**
 * Landsat: the first of these that is there decides.
 *
 * <ol>
 *   <li>{@code …_sr_band4.tif} and {@code …_SRB4.tif} of Collection 1 Level 2: reflectance = 0.0001
 *       · DN (USGS LSDS-1368). The MTL file that is delivered with it is that of Level 1.
 *   <li>The MTL file beside the band. Level 1: the rescaled value is divided by the sine of the
 *       sun's elevation, which the coefficients leave out (USGS LSDS-1747, 5.4).
 *   <li>What the file says of itself.
 *   <li>The fixed factors of Collection 2 Level 2 (USGS LSDS-1619).
 * </ol>
 */
public final class LandsatScaling implements ProductScaling {
  private static final Pattern MTL = Pattern.compile("(?i)(?:.*_)?MTL\\.(?:txt|json|xml)");

  /** Product, and the part of the name that says what is in the file. */
  private static final Pattern BAND_FILE =
      Pattern.compile(
          "(?i)(L[A-Z][0-9]{2}_([^_]+)_.*?|L[COTEM][1-9][0-9]{13}[A-Z]{3}[0-9]{2})"
              + "_(sr_band[0-9]|SRB[0-9]|(?:S[RT]_)?B[0-9]+(?:_VCID_[12])?)\\..*");

  /** Of the second collection, which orders of single scenes call by the names of the first. */
  private static final Pattern COLLECTION_2 = Pattern.compile("(?i).*_02_(?:T[12]|RT)");

  private static final double COLLECTION_1_SCALE = 0.0001;
  private static final double SURFACE_REFLECTANCE_SCALE = 0.0000275;
  private static final double SURFACE_REFLECTANCE_OFFSET = -0.2;
  private static final double SURFACE_TEMPERATURE_SCALE = 0.00341802;
  private static final double SURFACE_TEMPERATURE_OFFSET = 149;

  /** No band is between short-wave infrared and thermal; in nanometres. */
  private static final double THERMAL = 5000;

  /** Of Collection 2 and, after it, of the collections before. */
  private static final List<String> LEVEL_1 =
      List.of("LEVEL1_RADIOMETRIC_RESCALING", "RADIOMETRIC_RESCALING");

  private static final List<String> LEVEL_2_REFLECTANCE =
      List.of("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS");
  private static final List<String> LEVEL_2_TEMPERATURE =
      List.of("LEVEL2_SURFACE_TEMPERATURE_PARAMETERS");
  private static final List<String> ATTRIBUTES = List.of("IMAGE_ATTRIBUTES");
  private static final List<String> DATE = List.of("IMAGE_ATTRIBUTES", "PRODUCT_METADATA");

  /**
   * What the name of a band's file tells.
   *
   * @param product such as LC09_L2SP_152043_20250404_20250406_02_T1
   * @param level such as L2SP; empty before the collections, when all were of level 1
   * @param part such as SR_B4, in capitals
   * @param band such as B4
   */
  private record BandFile(String product, String level, String part, String band) {
    boolean isCollection1Level2() {
      return part.matches("SR_BAND.|SRB.") && !COLLECTION_2.matcher(product).matches();
    }

    boolean isLevel2() {
      return part.startsWith("S") || level.startsWith("L2");
    }

    boolean isThermal() {
      return part.startsWith("ST_")
          || Sensor.ofProduct(product)
              .map(sensor -> sensor.wavelength(band) > THERMAL)
              .orElse(false);
    }

    String number() {
      return band.substring(1);
    }
  }

  private final Optional<LocalDate> date;

  /**
   * @param date of acquisition if it is known; that of the MTL file must not be another
   */
  public LandsatScaling(Optional<LocalDate> date) {
    this.date = date;
  }

  @Override
  public Scaling of(String band, Path file, Scaling own) {
    Optional<BandFile> about = bandFile(band, file);
    try {
      return about.isPresent() ? scaling(about.get(), file, own) : own;
    } catch (MetadataException e) {
      return Scaling.unknown(e.getMessage());
    }
  }

  private static Optional<BandFile> bandFile(String band, Path file) {
    Matcher name = BAND_FILE.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new BandFile(
                name.group(1),
                Optional.ofNullable(name.group(2)).orElse("").toUpperCase(Locale.ROOT),
                name.group(3).toUpperCase(Locale.ROOT),
                BandSelection.canonical(band)))
        : Optional.empty();
  }

  @Override
  public Optional<String> acquired(Path file) {
    try {
      Optional<BandFile> about = bandFile("", file);
      Optional<MetadataFile> beside =
          about.isPresent() ? metadata(about.get(), file) : Optional.empty();
      return beside.isPresent()
          ? LandsatMetadata.read(beside.get()).value("DATE_ACQUIRED", DATE)
          : Optional.empty();
    } catch (MetadataException e) {
      return Optional.empty();
    }
  }

  private Scaling scaling(BandFile band, Path file, Scaling own) throws MetadataException {
    if (band.isCollection1Level2()) {
      return new Scaling(
          Quantity.SURFACE_REFLECTANCE,
          COLLECTION_1_SCALE,
          0,
          "the fixed factor of Landsat Collection 1 Level 2");
    }
    if (!band.isLevel2() && band.isThermal()) {
      return Scaling.unknown("it is thermal and has no reflectance");
    }
    Optional<MetadataFile> beside = metadata(band, file);
    if (beside.isPresent()) {
      LandsatMetadata mtl = LandsatMetadata.read(beside.get());
      checkDate(mtl);
      return band.isLevel2() ? level2(band, mtl) : level1(band, mtl);
    }
    if (own.isKnown()) {
      return own;
    }
    return band.isLevel2()
        ? fixed(band)
        : Scaling.unknown(
            "there is no " + band.product() + "_MTL.txt, .json or .xml beside its file");
  }

  /** That of the same product before another: levels 1 and 2 may lie in one folder. */
  private static Optional<MetadataFile> metadata(BandFile band, Path file)
      throws MetadataException {
    return MetadataFile.in(file.toAbsolutePath().getParent(), name -> MTL.matcher(name).matches())
        .stream()
        .min(
            Comparator.comparing(
                mtl ->
                    !mtl.name()
                        .regionMatches(true, 0, band.product(), 0, band.product().length())));
  }

  private void checkDate(LandsatMetadata mtl) throws MetadataException {
    Optional<String> acquired = mtl.value("DATE_ACQUIRED", DATE);
    if (acquired.isPresent() && date.isPresent() && !acquired.get().equals(date.get().toString())) {
      throw new MetadataException(
          mtl.file() + " is of " + acquired.get() + ", but the band of " + date.get());
    }
  }

  private static Scaling level1(BandFile band, LandsatMetadata mtl) throws MetadataException {
    double scale = mtl.factor("REFLECTANCE_MULT_BAND_" + band.number(), LEVEL_1);
    double offset = mtl.number("REFLECTANCE_ADD_BAND_" + band.number(), LEVEL_1);
    double elevation = mtl.number("SUN_ELEVATION", ATTRIBUTES);
    if (elevation <= 0) {
      throw new MetadataException(
          "the sun is not above the horizon (SUN_ELEVATION is "
              + elevation
              + " in "
              + mtl.file()
              + "), and without its light there is no reflectance");
    }
    double sine = Math.sin(Math.toRadians(elevation));
    return Numbers.scaling(
        Quantity.TOP_OF_ATMOSPHERE_REFLECTANCE, scale / sine, offset / sine, mtl.file());
  }

  private static Scaling level2(BandFile band, LandsatMetadata mtl) throws MetadataException {
    if (band.isThermal()) {
      String key = "BAND_ST_B" + band.number();
      return new Scaling(
          Quantity.SURFACE_TEMPERATURE,
          mtl.factor("TEMPERATURE_MULT_" + key, LEVEL_2_TEMPERATURE),
          mtl.number("TEMPERATURE_ADD_" + key, LEVEL_2_TEMPERATURE),
          mtl.file());
    }
    return new Scaling(
        Quantity.SURFACE_REFLECTANCE,
        mtl.factor("REFLECTANCE_MULT_BAND_" + band.number(), LEVEL_2_REFLECTANCE),
        mtl.number("REFLECTANCE_ADD_BAND_" + band.number(), LEVEL_2_REFLECTANCE),
        mtl.file());
  }

  private static Scaling fixed(BandFile band) {
    String origin = "the fixed factors of Landsat Collection 2 Level 2";
    return band.isThermal()
        ? new Scaling(
            Quantity.SURFACE_TEMPERATURE,
            SURFACE_TEMPERATURE_SCALE,
            SURFACE_TEMPERATURE_OFFSET,
            origin)
        : new Scaling(
            Quantity.SURFACE_REFLECTANCE,
            SURFACE_REFLECTANCE_SCALE,
            SURFACE_REFLECTANCE_OFFSET,
            origin);
  }
}
