/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.iikmc.job.SceneCatalog;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.InputException;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.AreaReader;
import org.locationtech.jts.geom.Geometry;

/** Which bands and pixels, as all processes ask for them. */
final class PixelInputs {
  private final Options options;
  private final Geometry area;
  private final SceneCatalog catalog;

  /**
   * @param area of interest; null for all
   */
  PixelInputs(Options options, Geometry area, SceneCatalog catalog) {
    this.options = options;
    this.area = area;
    this.catalog = catalog;
  }

  /** Names of layers; several may stand in one input, between commas. */
  static List<String> names(String[] inputs) {
    return inputs == null
        ? List.of()
        : Arrays.stream(inputs)
            .flatMap(input -> Arrays.stream(input.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }

  BandSelection bands() {
    return options
        .get("bands")
        .map(literal -> BandSelection.parse(literal.text()))
        .orElse(BandSelection.defaults());
  }

  PixelRules rules() throws IOException {
    Optional<Double> nodata =
        options
            .get("nodata")
            .map(value -> value.number(-Float.MAX_VALUE, Float.MAX_VALUE, "a number"));
    String mask = options.text("mask", "qa");
    boolean quality = mask.equalsIgnoreCase("qa");
    Optional<MaskRaster> raster =
        quality || mask.equalsIgnoreCase("none") ? Optional.empty() : Optional.of(mask(mask));
    return new PixelRules(
        nodata.map(OptionalDouble::of).orElse(OptionalDouble.empty()), quality, raster, area());
  }

  private MaskRaster mask(String name) throws IOException {
    List<SceneSource> found;
    try {
      found = catalog.scenes(List.of(name));
    } catch (InputException e) {
      throw new InputException(
          "mask is '"
              + name
              + "', but must be qa, none, or the name of a raster layer: "
              + e.getMessage(),
          e);
    }
    if (found.size() != 1) {
      throw new InputException(
          "mask is '" + name + "', which stands for " + found.size() + " scenes; name one layer.");
    }
    Scene scene = found.get(0).open(found.get(0).bandNames().subList(0, 1));
    return new MaskRaster(scene.bands().get(0), scene.grid());
  }

  private Optional<AreaOfInterest> area() {
    Optional<CoordinateReferenceSystem> given =
        options.get("aoiCrs").map(code -> AreaReader.decode(code.text()));
    if (area == null) {
      return Optional.empty();
    }
    return Optional.of(new AreaOfInterest(area, own().or(() -> given)));
  }

  /** GML and EWKT name a reference system; decoders leave it in one of two places. */
  private Optional<CoordinateReferenceSystem> own() {
    if (area.getUserData() instanceof CoordinateReferenceSystem crs) {
      return Optional.of(crs);
    }
    return area.getSRID() > 0
        ? Optional.of(AreaReader.decode("EPSG:" + area.getSRID()))
        : Optional.empty();
  }

  void describe(Map<String, String> settings) {
    settings.put("bands", options.text("bands", "default"));
    settings.put(
        "nodata",
        options.get("nodata").map(v -> "also " + v.text()).orElse("as the coverages say"));
    settings.put("mask", options.text("mask", "qa"));
    settings.put("aoi", area == null ? "none" : shortened(area.toText()));
  }

  private static String shortened(String text) {
    return text.length() > 500 ? text.substring(0, 500) + "…" : text;
  }

  /** Scenes of catalog layers, then coverages that came with the request. */
  List<SceneSource> scenes(String[] layers, List<SceneSource> coverages) throws IOException {
    List<String> names = names(layers);
    if (names.isEmpty() && coverages.isEmpty()) {
      throw new InputException(
          "No scene is given; name layers, such as workspace:layer, or give coverages.");
    }
    List<SceneSource> scenes = new ArrayList<>();
    if (!names.isEmpty()) {
      scenes.addAll(catalog.scenes(names));
    }
    scenes.addAll(coverages);
    return scenes;
  }
}
