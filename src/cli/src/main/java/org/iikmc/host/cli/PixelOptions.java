/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.InputException;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.AreaReader;
import org.iikmc.raster.read.SceneFinder;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which scenes, bands and pixels. */
final class PixelOptions {
  @Parameters(
      arity = "1..*",
      paramLabel = "SCENE",
      description =
          "GeoTIFF, folder of one-band files of a Landsat or Sentinel-2 product, or folder of such"
              + " scenes.")
  private List<Path> paths;

  @Option(
      names = "--bands",
      paramLabel = "LIST",
      description =
          "Bands by name or number from 1, for example B2,B3,B4. Default: all of a GeoTIFF, the"
              + " usual reflective ones of a product.")
  private String bands;

  @Option(
      names = "--nodata",
      paramLabel = "VALUE",
      description = "One more value that means no data, beside those that the files name.")
  private Double nodata;

  @Option(
      names = "--mask",
      paramLabel = "qa|none|FILE",
      defaultValue = "qa",
      description =
          "qa: drop fill, cloud, cloud shadow and cirrus where a scene has a quality band; none; or"
              + " a raster that is 0 where pixels are left out. Default: ${DEFAULT-VALUE}.")
  private String mask;

  @Option(
      names = "--aoi",
      paramLabel = "FILE|WKT",
      description =
          "Polygon to stay within: WKT (SRID=<EPSG code>; before it if not in the scenes' system) or a"
              + " file with WKT or GeoJSON.")
  private String aoi;

  @Option(names = "--skip-empty", description = "Go on without scenes that have no valid pixel.")
  private boolean skipEmpty;

  List<SceneSource> scenes(SceneFinder finder) throws IOException {
    List<SceneSource> scenes = new ArrayList<>();
    for (Path path : paths) {
      scenes.addAll(finder.find(path));
    }
    return scenes;
  }

  /** The files among what is read, which must not be written. */
  List<Path> files() {
    List<Path> files = new ArrayList<>(paths);
    for (String text : new String[] {mask, aoi}) {
      if (text != null && new File(text).isFile()) { // a Path can't be made of every WKT
        files.add(Path.of(text));
      }
    }
    return files.stream().filter(Files::isRegularFile).toList();
  }

  BandSelection bands() {
    return bands == null ? BandSelection.defaults() : BandSelection.parse(bands);
  }

  boolean skipEmpty() {
    return skipEmpty;
  }

  PixelRules rules(SceneFinder finder) throws IOException {
    Optional<MaskRaster> maskRaster = Optional.empty();
    boolean quality = mask.equalsIgnoreCase("qa");
    if (!quality && !mask.equalsIgnoreCase("none")) {
      Path file = Path.of(mask);
      if (!Files.isRegularFile(file)) {
        throw new InputException(
            "The mask is '" + mask + "', but must be qa, none, or the path of a raster.");
      }
      maskRaster = Optional.of(finder.mask(file));
    }
    Optional<AreaOfInterest> area =
        aoi == null ? Optional.empty() : Optional.of(new AreaReader().read(aoi));
    return new PixelRules(
        nodata == null ? OptionalDouble.empty() : OptionalDouble.of(nodata),
        quality,
        maskRaster,
        area);
  }

  void describe(Map<String, String> settings) {
    settings.put("bands", bands == null ? "default" : bands);
    settings.put("nodata", nodata == null ? "as the files say" : "also " + nodata);
    settings.put("mask", mask);
    settings.put("aoi", aoi == null ? "none" : aoi);
  }
}
