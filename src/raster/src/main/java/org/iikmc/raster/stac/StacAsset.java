/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file of an item.
 *
 * @param key by which the item names it
 * @param json what the item says of it
 */
public record StacAsset(String key, JsonNode json) {
  private static final Pattern TIFF_NAME = Pattern.compile("(?i)[^?#]*\\.tiff?(?:[?#].*)?");
  private static final Pattern JP2_NAME = Pattern.compile("(?i)[^?#]*\\.jp2(?:[?#].*)?");

  /** Of pictures, and of what is said of pixels. */
  private static final Set<String> NO_DATA =
      Set.of(
          "thumbnail",
          "overview",
          "visual",
          "metadata",
          "cloud",
          "cloud-shadow",
          "snow-ice",
          "water-mask",
          "data-mask",
          "saturation");

  private static final Pattern PICTURE =
      Pattern.compile(
          "(?i)(?:visual|tci|true[-_]color|preview|rendered_preview|thumbnail|overview)(?:[-_].*)?");

  /** Where it is, as written; empty if nothing is said. */
  public String href() {
    return json.path("href").asText().strip();
  }

  /** The last name of where it is. */
  public String fileName() {
    return href().replaceFirst("(?s)[?#].*", "").replaceFirst("(?s)^.*/", "");
  }

  private String type() {
    return json.path("type").asText().toLowerCase(Locale.ROOT);
  }

  /** Whether it is a GeoTIFF, by its media type or, without one, its name. */
  public boolean isGeoTiff() {
    return type().startsWith("image/tiff")
        || type().startsWith("image/vnd.stac.geotiff")
        || type().isEmpty() && TIFF_NAME.matcher(href()).matches();
  }

  /** Whether it is JPEG 2000, likewise. */
  public boolean isJpeg2000() {
    return type().startsWith("image/jp2") || type().isEmpty() && JP2_NAME.matcher(href()).matches();
  }

  /** Whether it holds pixels in a format of rasters. */
  public boolean isRaster() {
    return !href().isEmpty() && (isGeoTiff() || isJpeg2000());
  }

  /** Whether it is a picture for people, or says something of pixels, and is nothing to cluster. */
  public boolean isAside() {
    for (JsonNode role : json.path("roles")) {
      if (NO_DATA.contains(role.asText().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return PICTURE.matcher(key).matches();
  }

  /** Its bands in the order of the file; none if the item does not tell of them. */
  public List<StacBand> bands() {
    JsonNode common = json.path("bands");
    JsonNode optical = json.path("eo:bands");
    JsonNode raster = json.path("raster:bands");
    int count = Math.max(common.size(), Math.max(optical.size(), raster.size()));
    List<StacBand> bands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bands.add(new StacBand(common.path(i), optical.path(i), raster.path(i), json));
    }
    return bands;
  }

  /** The only band, or what holds for all; empty if there are several. */
  public Optional<StacBand> onlyBand() {
    List<StacBand> all = bands();
    return all.size() > 1
        ? Optional.empty()
        : Optional.of(all.isEmpty() ? StacBand.of(json) : all.get(0));
  }

  /**
   * A text that is the same for assets on one grid, as far as the item tells.
   *
   * @param properties of the item, which hold where the asset says nothing
   */
  String grid(JsonNode properties) {
    StringBuilder grid = new StringBuilder();
    for (String name : List.of("proj:shape", "proj:transform", "gsd")) {
      JsonNode own = json.path(name).isMissingNode() ? properties.path(name) : json.path(name);
      grid.append(own).append(' ');
    }
    return grid.toString();
  }
}
