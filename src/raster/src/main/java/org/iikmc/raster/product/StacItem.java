/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Quantity;
import org.iikmc.raster.Scaling;

/**
 * A STAC item of a Sentinel-2 scene: scale and offset stand at the bands of its assets (raster
 * extension 1, or STAC 1.1); where there are none, the processing baseline tells.
 *
 * @param file its name, for messages
 */
record StacItem(String file, JsonNode item) {
  /** True where a provider has taken the offset off the pixels, but tells of it all the same. */
  private static final List<String> OFFSET_APPLIED =
      List.of("earthsearch:boa_offset_applied", "sentinel:boa_offset_applied");

  private static final List<String> BASELINE =
      List.of("s2:processing_baseline", "sentinel:processing_baseline", "processing:version");

  /**
   * Reads one.
   *
   * @return empty if the file is JSON of another kind
   * @throws MetadataException if it is no JSON
   */
  static Optional<StacItem> read(MetadataFile file) throws MetadataException {
    JsonNode root = file.json();
    return root.hasNonNull("stac_version") && root.path("assets").isObject()
        ? Optional.of(new StacItem(file.name(), root))
        : Optional.empty();
  }

  /**
   * That of a band.
   *
   * @throws MetadataException if the item does not tell it, or wrongly
   */
  Scaling scaling(String band) throws MetadataException {
    Optional<JsonNode> asset = asset(band);
    Optional<JsonNode> scale = asset.flatMap(a -> atBand(a, "scale"));
    if (scale.isPresent()) {
      Optional<JsonNode> offset = asset.flatMap(a -> atBand(a, "offset"));
      return Numbers.scaling(
          quantity(),
          Numbers.factor(scale.get().asText(), "the scale of " + band + " in " + file),
          offset.isEmpty() || offsetIsApplied()
              ? 0
              : Numbers.of(offset.get().asText(), "the offset of " + band + " in " + file),
          file);
    }
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
        quantity(), 1 / Baseline.QUANTIFICATION, offset / Baseline.QUANTIFICATION, file);
  }

  /** When it was acquired, as written there; of an interval its start. */
  Optional<String> acquired() {
    return Stream.of("datetime", "start_datetime")
        .map(this::property)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }

  private boolean offsetIsApplied() {
    return OFFSET_APPLIED.stream().anyMatch(name -> property(name).asBoolean());
  }

  private JsonNode property(String name) {
    return item.path("properties").path(name);
  }

  private Optional<Baseline> baseline() {
    return BASELINE.stream()
        .flatMap(name -> Baseline.of(property(name).asText()).stream())
        .findFirst();
  }

  private Quantity quantity() {
    return Sentinel2Level.in(property("s2:product_type").asText())
        .or(() -> Sentinel2Level.in(item.path("collection").asText()))
        .or(() -> Sentinel2Level.in(item.path("id").asText()))
        .map(level -> level.quantity)
        .orElse(Quantity.SCALED);
  }

  /** GeoTIFF before JPEG 2000, which a catalog may have of the same band. */
  private Optional<JsonNode> asset(String band) {
    Optional<JsonNode> other = Optional.empty();
    Iterator<Map.Entry<String, JsonNode>> assets = item.path("assets").fields();
    while (assets.hasNext()) {
      Map.Entry<String, JsonNode> asset = assets.next();
      if (isOf(band, asset.getKey(), asset.getValue())) {
        if (!asset.getValue().path("href").asText().endsWith(".jp2")) {
          return Optional.of(asset.getValue());
        }
        other = Optional.of(asset.getValue());
      }
    }
    return other;
  }

  /** By its key, by the name of its only band, or by the file it stands for. */
  private static boolean isOf(String band, String key, JsonNode asset) {
    String wanted = BandSelection.canonical(band);
    String file = asset.path("href").asText().replaceFirst("^.*/", "");
    String inFile = file.replaceFirst("\\.[^.]*$", "").replaceFirst("_[0-9]0m$", "");
    return wanted.equals(BandSelection.canonical(key.replaceFirst("_[0-9]0m$", "")))
        || wanted.equals(BandSelection.canonical(onlyBand(asset, "eo:bands").path("name").asText()))
        || wanted.equals(BandSelection.canonical(onlyBand(asset, "bands").path("name").asText()))
        || wanted.equals(BandSelection.canonical(inFile.replaceFirst("^.*_", "")));
  }

  private static JsonNode onlyBand(JsonNode asset, String list) {
    return asset.path(list).path(asset.path(list).size() == 1 ? 0 : -1);
  }

  private static Optional<JsonNode> atBand(JsonNode asset, String what) {
    JsonNode inExtension = onlyBand(asset, "raster:bands").path(what);
    JsonNode inBand = onlyBand(asset, "bands").path("raster:" + what);
    JsonNode inAsset = asset.path("raster:" + what);
    return Stream.of(inExtension, inBand, inAsset).filter(JsonNode::isValueNode).findFirst();
  }
}
