/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.Sensor;
import org.iikmc.raster.stac.StacAsset;
import org.iikmc.raster.stac.StacBand;
import org.iikmc.raster.stac.StacItem;

/**
 * What a STAC item says of stored values: scale and offset stand at the bands of its assets (raster
 * extension 1, or STAC 1.1); where there are none, the processing baseline of a Sentinel-2 scene
 * tells.
 *
 * @param file its name, for messages
 */
public record StacScaling(String file, StacItem item) {
  /** True where a provider has taken the offset off the pixels, but tells of it all the same. */
  private static final List<String> OFFSET_APPLIED =
      List.of("earthsearch:boa_offset_applied", "sentinel:boa_offset_applied");

  private static final List<String> BASELINE =
      List.of("s2:processing_baseline", "sentinel:processing_baseline", "processing:version");

  /** Of Landsat, in identifiers and collections. */
  private static final Pattern LEVEL_2 = Pattern.compile("(?i).*(?:_L2S[PR]_|landsat-c2-?l2).*");

  /** No band is between short-wave infrared and thermal; in nanometres. */
  private static final double THERMAL = 5000;

  /**
   * Reads one.
   *
   * @return empty if the file is JSON of another kind
   * @throws MetadataException if it is no JSON
   */
  static Optional<StacScaling> read(MetadataFile file) throws MetadataException {
    JsonNode root = file.json();
    return StacItem.isItem(root)
        ? Optional.of(new StacScaling(file.name(), new StacItem(root)))
        : Optional.empty();
  }

  /**
   * That of a band of Sentinel-2.
   *
   * @throws MetadataException if the item does not tell it, or wrongly
   */
  Scaling scaling(String band) throws MetadataException {
    Optional<StacBand> found = asset(band).flatMap(StacAsset::onlyBand);
    return found.isPresent() && found.get().scale().isPresent()
        ? scaled(band, found.get())
        : byBaseline(band);
  }

  /**
   * That of a band of the item itself.
   *
   * @param name of the band
   * @return empty if the item says nothing; not known if what it says can't be used
   */
  public Optional<Scaling> of(String name, StacBand band) {
    boolean ofSentinel2 = item.sensor().equals(Optional.of(Sensor.SENTINEL_2)) && !item.isOfHls();
    try {
      if (band.scale().isPresent() || band.offset().isPresent() && !ofSentinel2) {
        return Optional.of(scaled(name, band));
      }
      return ofSentinel2 && baseline().isPresent() && isOfSpectrum(name)
          ? Optional.of(byBaseline(name))
          : Optional.empty();
    } catch (MetadataException e) {
      return Optional.of(Scaling.unknown(e.getMessage()));
    }
  }

  private boolean isOfSpectrum(String name) {
    return item.sensor().map(sensor -> !Double.isNaN(sensor.wavelength(name))).orElse(false);
  }

  private Scaling scaled(String name, StacBand band) throws MetadataException {
    double offset =
        band.offset().isEmpty() || offsetIsApplied()
            ? 0
            : Numbers.of(band.offset().get(), "the offset of " + name + " in " + file);
    return Numbers.scaling(
        quantity(name),
        Numbers.factor(band.scale().orElse("1"), "the scale of " + name + " in " + file),
        offset,
        file);
  }

  private Scaling byBaseline(String band) throws MetadataException {
    Baseline baseline =
        baseline()
            .filter(each -> !each.isLocal())
            .orElseThrow(
                () ->
                    new MetadataException(
                        file
                            + " has neither a scale of "
                            + band
                            + " nor the processing baseline of the scene"));
    double offset = offsetIsApplied() ? 0 : baseline.offset();
    return new Scaling(
        quantity(band), 1 / Baseline.QUANTIFICATION, offset / Baseline.QUANTIFICATION, file);
  }

  private boolean offsetIsApplied() {
    return OFFSET_APPLIED.stream().anyMatch(name -> item.property(name).asBoolean());
  }

  private Optional<Baseline> baseline() {
    return BASELINE.stream()
        .flatMap(name -> Baseline.of(item.property(name).asText()).stream())
        .findFirst();
  }

  private Quantity quantity(String band) {
    Optional<Sensor> sensor = item.sensor();
    boolean landsatLevel2 =
        LEVEL_2.matcher(item.id()).matches() || LEVEL_2.matcher(item.collection()).matches();
    if (landsatLevel2 && sensor.isPresent()) {
      double wavelength = sensor.get().wavelength(band);
      return Double.isNaN(wavelength)
          ? Quantity.SCALED
          : wavelength > THERMAL ? Quantity.SURFACE_TEMPERATURE : Quantity.SURFACE_REFLECTANCE;
    }
    return Sentinel2Level.in(item.property("s2:product_type").asText())
        .or(() -> Sentinel2Level.in(item.collection()))
        .or(() -> Sentinel2Level.in(item.id()))
        .map(level -> level.quantity)
        .orElse(Quantity.SCALED);
  }

  /** GeoTIFF before JPEG 2000, which a catalog may have of the same band. */
  private Optional<StacAsset> asset(String band) {
    Optional<StacAsset> other = Optional.empty();
    for (StacAsset asset : item.assets()) {
      if (isOf(band, asset)) {
        if (!asset.href().endsWith(".jp2")) {
          return Optional.of(asset);
        }
        other = Optional.of(asset);
      }
    }
    return other;
  }

  /** By its key, by the name of its only band, or by the file it stands for. */
  private static boolean isOf(String band, StacAsset asset) {
    String wanted = BandSelection.canonical(band);
    String inFile = asset.fileName().replaceFirst("\\.[^.]*$", "").replaceFirst("_[0-9]0m$", "");
    return wanted.equals(BandSelection.canonical(asset.key().replaceFirst("_[0-9]0m$", "")))
        || asset
            .onlyBand()
            .flatMap(StacBand::name)
            .map(BandSelection::canonical)
            .map(wanted::equals)
            .orElse(false)
        || wanted.equals(BandSelection.canonical(inFile.replaceFirst("^.*_", "")));
  }
}
