/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iikmc.raster.Sensor;

/**
 * An item: one acquisition and its files.
 *
 * @param json as it stands in the document
 */
public record StacItem(JsonNode json) {
  private static final String VERSION = "stac_version";

  /** What a file on any system can't be called. */
  private static final Pattern NOT_OF_NAMES = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}]|^\\.+");

  private static final int LONGEST_NAME = 150;

  /** Whether JSON is an item. */
  public static boolean isItem(JsonNode json) {
    return json.hasNonNull(VERSION) && json.path("assets").isObject();
  }

  /** The version of STAC, as written. */
  String version() {
    return json.path(VERSION).asText();
  }

  /** As written; empty if it is missing. */
  public String id() {
    return json.path("id").isValueNode() && !json.path("id").isNull()
        ? json.path("id").asText().strip()
        : "";
  }

  /** Its identifier, so that files can be called by it. */
  public String name() {
    String name = NOT_OF_NAMES.matcher(id()).replaceAll("_");
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  /** The collection that it is of; empty if it is of none. */
  public String collection() {
    return json.path("collection").asText();
  }

  /** One of its properties. */
  public JsonNode property(String name) {
    return json.path("properties").path(name);
  }

  /** Day of acquisition, or of its start, in UTC as written. */
  public Optional<LocalDate> date() {
    return Stream.of("datetime", "start_datetime")
        .map(name -> property(name).asText())
        .flatMap(text -> day(text).stream())
        .findFirst();
  }

  private static Optional<LocalDate> day(String time) {
    try {
      return time.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(time.substring(0, 10)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Its files, in the order of the document. */
  public List<StacAsset> assets() {
    List<StacAsset> assets = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : json.path("assets").properties()) {
      assets.add(new StacAsset(each.getKey(), each.getValue()));
    }
    return assets;
  }

  /** A text that is the same for its assets on one grid, as far as it tells. */
  public String gridOf(StacAsset asset) {
    return asset.grid(json.path("properties"));
  }

  /** Whether it is of the collections in which Landsat and Sentinel-2 are made alike. */
  public boolean isOfHls() {
    return id().startsWith("HLS.") || collection().toUpperCase(Locale.ROOT).startsWith("HLS");
  }

  /** What recorded it: by its identifier, or the platform that it names. */
  public Optional<Sensor> sensor() {
    return Sensor.ofProduct(id()).or(this::sensorOfPlatform);
  }

  private Optional<Sensor> sensorOfPlatform() {
    String platform = property("platform").asText().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (platform) {
      case "landsat-4", "landsat-5" -> Optional.of(Sensor.LANDSAT_TM);
      case "landsat-7" -> Optional.of(Sensor.LANDSAT_ETM);
      case "landsat-8", "landsat-9" -> Optional.of(Sensor.LANDSAT_OLI);
      default ->
          platform.startsWith("sentinel-2") ? Optional.of(Sensor.SENTINEL_2) : Optional.empty();
    };
  }

  /** Its own address; empty if it does not tell a whole one. */
  public Optional<String> self() {
    for (JsonNode link : json.path("links")) {
      String href = link.path("href").asText();
      if (link.path("rel").asText().equals("self") && href.matches("(?i)https?://.*")) {
        return Optional.of(href);
      }
    }
    return Optional.empty();
  }
}
