/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.Sensor;
import org.iikmc.raster.product.LandsatScaling;
import org.iikmc.raster.product.ProductScaling;
import org.iikmc.raster.product.Sentinel2Scaling;

/** The products whose folders hold one file per band, and how their files are named. */
enum Product {
  /**
   * Landsat Collection 1 and 2, Level 1 and 2, scenes and tiles (ARD): {@code …_B4.TIF}, {@code
   * …_SR_B4.TIF}, {@code …_sr_band4.tif}, {@code …_SRB4.tif}, {@code …_BQA.TIF}, {@code
   * …_QA_PIXEL.TIF}, {@code …_pixel_qa.tif}, {@code …_PIXELQA.tif}.
   */
  LANDSAT(
      Pattern.compile(
          "(?i)L[A-Z][0-9]{2}_.*?_(?:(?:(?:SR|ST)_)?B([0-9]{1,2}(?:_VCID_[12])?)|(?:sr_band|SRB)([0-9])|"
              + "(BQA|QA_PIXEL|pixel_?qa|QA_RADSAT|radsat_?qa|SR_QA_AEROSOL|sr_aerosol|SRAEROSOLQA|"
              + "SR_CLOUD_QA|SRCLOUDQA|SR_ATMOS_OPACITY|SRATMOSOPACITYQA))"
              + "\\.(tiff?|jp2)")),
  /** Landsat before the collections: {@code LC80130322018031LGN00_B4.TIF}, {@code …_BQA.TIF}. */
  LANDSAT_SCENE(
      Pattern.compile(
          "(?i)L[COTEM][1-9][0-9]{13}[A-Z]{3}[0-9]{2}_(?:B([0-9]{1,2}(?:_VCID_[12])?)()|(BQA))\\.(tiff?)")),
  /** Harmonized Landsat Sentinel-2: {@code HLS.L30.….B04.tif}, {@code ….Fmask.tif}. */
  HLS(Pattern.compile("(?i)HLS\\.[LS]30\\.T.*\\.(?:B([0-9]{2}|8A)()|(Fmask))\\.(tiff?)")),
  /**
   * Sentinel-2: {@code …_B04.jp2}, {@code …_B8A_20m.tif}, {@code …_SCL_20m.tif}; until 2016 {@code
   * S2A_OPER_…_T31UFU_B04.jp2}.
   */
  SENTINEL_2(
      Pattern.compile(
          "(?i)(?:.*_)?T?[0-9]{2}[A-Z]{3}_(?:.*?_)?(?:B([0-9]{1,2}A?)()|(SCL))(?:_[0-9]0m)?"
              + "\\.(tiff?|jp2)"));

  private final Pattern fileName;

  Product(Pattern fileName) {
    this.fileName = fileName;
  }

  /** At the end of a name: what a product has in several sizes. */
  private static final Pattern RESOLUTION = Pattern.compile("(?i).*_([0-9]{2})m\\.[^.]*");

  /**
   * What a file of a product holds: a band, or the quality band.
   *
   * @param resolution width of a pixel in metres, if the name tells
   */
  record Part(String band, Optional<QualityFlags> quality, OptionalInt resolution) {}

  /** The part that a file of this name is; empty if it belongs to no band of this product. */
  Optional<Part> part(String name) {
    Matcher matcher = fileName.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String quality = matcher.group(3);
    if (quality != null) {
      return Optional.of(
          new Part(
              quality,
              this == LANDSAT_SCENE
                  ? Optional.of(QualityFlags.SCENE_BQA)
                  : QualityFlags.ofBand(quality),
              resolution(name)));
    }
    String number = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return Optional.of(
        new Part("B" + number.toUpperCase(Locale.ROOT), Optional.empty(), resolution(name)));
  }

  private static OptionalInt resolution(String name) {
    Matcher matcher = RESOLUTION.matcher(name);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  /**
   * Bands that share one grid and that most users cluster, of those present: the reflective ones of
   * 30 m without the coastal blue of OLI, and what HLS has of them from Sentinel-2; the four of 10
   * m or, where those are not all there or pixels are to be wider, the nine of 20 m.
   */
  List<String> defaultBands(String sceneName, List<String> present, OptionalDouble resolution) {
    return defaultBands(sceneName, Sensor.ofProduct(sceneName), present, resolution);
  }

  /** The same of a scene whose name need not tell what recorded it. */
  List<String> defaultBands(
      String sceneName, Optional<Sensor> sensor, List<String> present, OptionalDouble resolution) {
    List<String> usual =
        switch (this) {
          case HLS ->
              sceneName.toUpperCase(Locale.ROOT).startsWith("HLS.L30")
                  ? List.of("B02", "B03", "B04", "B05", "B06", "B07")
                  : List.of("B02", "B03", "B04", "B8A", "B11", "B12");
          case LANDSAT, LANDSAT_SCENE ->
              sensor.equals(Optional.of(Sensor.LANDSAT_OLI))
                  ? List.of("B2", "B3", "B4", "B5", "B6", "B7")
                  : List.of("B1", "B2", "B3", "B4", "B5", "B7");
          case SENTINEL_2 ->
              present.contains("B08") && resolution.orElse(0) < 20
                  ? List.of("B02", "B03", "B04", "B08")
                  : List.of("B02", "B03", "B04", "B05", "B06", "B07", "B8A", "B11", "B12");
        };
    List<String> found = usual.stream().filter(present::contains).toList();
    return found.isEmpty() ? present : found;
  }

  /**
   * What the stored values of a band stand for.
   *
   * @param band as in {@link Part}
   * @param file that holds it
   * @param own what the file says of itself
   */
  Scaling scaling(String band, Path file, Scaling own) {
    return metadata(file).of(band, file, own);
  }

  /**
   * Day of acquisition by the metadata of the product.
   *
   * @param file that holds a band
   */
  Optional<LocalDate> date(Path file) {
    return metadata(file).acquired(file).flatMap(AcquisitionDate::in);
  }

  private ProductScaling metadata(Path file) {
    return switch (this) {
      case LANDSAT, LANDSAT_SCENE ->
          new LandsatScaling(AcquisitionDate.in(file.getFileName().toString()));
      case HLS -> (any, of, said) -> said;
      case SENTINEL_2 -> new Sentinel2Scaling();
    };
  }

  /**
   * The fill value of a band whose file does not tell: 0, but -9999 for the signed reflectances of
   * Landsat Collection 1 and of HLS.
   */
  double fill(boolean signed) {
    return signed && (this == LANDSAT || this == HLS) ? -9999 : 0;
  }
}
