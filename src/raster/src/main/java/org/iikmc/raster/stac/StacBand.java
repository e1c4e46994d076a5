/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What an item says of a band of an asset.
 *
 * @param common its entry in {@code bands} of STAC 1.1
 * @param optical its entry in {@code eo:bands}
 * @param raster its entry in {@code raster:bands}
 * @param asset what holds for all bands of the asset
 */
public record StacBand(JsonNode common, JsonNode optical, JsonNode raster, JsonNode asset) {
  private static final double NANOMETRES = 1000; // of a micrometre

  /** One of which nothing is said but what holds for all of the asset. */
  public static StacBand of(JsonNode asset) {
    JsonNode none = MissingNode.getInstance();
    return new StacBand(none, none, none, asset);
  }

  /** Such as B04. */
  public Optional<String> name() {
    return text(common.path("name"), optical.path("name"), raster.path("name"));
  }

  /** What catalogs call that part of the spectrum, such as red. */
  public Optional<String> commonName() {
    return text(
        common.path("eo:common_name"), optical.path("common_name"), asset.path("eo:common_name"));
  }

  /** Its centre in nanometres; NaN if it is not told. */
  public double wavelength() {
    double centre =
        value(
                common.path("eo:center_wavelength"),
                optical.path("center_wavelength"),
                asset.path("eo:center_wavelength"))
            .map(JsonNode::asDouble)
            .orElse(0.0);
    return centre > 0 && Double.isFinite(centre) ? centre * NANOMETRES : Double.NaN;
  }

  /** What stored values are multiplied with, as written. */
  public Optional<String> scale() {
    return written("scale");
  }

  /** What is added then. */
  public Optional<String> offset() {
    return written("offset");
  }

  private Optional<String> written(String what) {
    return value(raster.path(what), common.path("raster:" + what), asset.path("raster:" + what))
        .map(JsonNode::asText);
  }

  /** The value that means absent; NaN if that is what is said, empty if nothing is. */
  public OptionalDouble nodata() {
    Optional<JsonNode> value =
        value(raster.path("nodata"), common.path("nodata"), asset.path("nodata"));
    if (value.filter(each -> each.asText().strip().equalsIgnoreCase("nan")).isPresent()) {
      return OptionalDouble.of(Double.NaN);
    }
    Optional<JsonNode> number = value.filter(JsonNode::isNumber);
    return number.isPresent() ? OptionalDouble.of(number.get().asDouble()) : OptionalDouble.empty();
  }

  private static Optional<JsonNode> value(JsonNode... candidates) {
    return Stream.of(candidates).filter(each -> each.isValueNode() && !each.isNull()).findFirst();
  }

  private static Optional<String> text(JsonNode... candidates) {
    return Stream.of(candidates)
        .filter(JsonNode::isTextual)
        .map(each -> each.asText().strip())
        .filter(each -> !each.isEmpty())
        .findFirst();
  }
}
