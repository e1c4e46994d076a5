/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.util.Converters;
import org.iikmc.job.RequestThings;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.options.Door;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Option;
import org.iikmc.job.options.Options;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.AreaOfInterest;
import org.iikmc.raster.MaskRaster;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.AreaReader;
import org.locationtech.jts.geom.Geometry;

/** The inputs of one request, checked. */
final class ProcessInputs implements RequestThings {
  private static final Logger LOGGER = Logger.getLogger(ProcessInputs.class.getName());
  private static final int SHOWN = 500;

  private final Map<String, Object> values;
  private final SceneCatalog catalog;
  private final Given given;

  /**
   * Checks inputs.
   *
   * @param values by the names of the inputs, as a server or a style gives them
   * @throws InputException if one is not what it must be
   */
  ProcessInputs(Door door, Map<String, Object> values, SceneCatalog catalog) {
    this.values = values;
    this.catalog = catalog;
    Map<String, String> texts = new HashMap<>();
    for (Option<?> option : Options.of(door)) {
      if (value(option) != null) {
        texts.put(option.name(), text(option));
      }
    }
    given = new Given(door, texts);
  }

  /** What stands for a value; forms send defaults, which must not contradict others. */
  private String text(Option<?> option) {
    return switch (option.kind().form()) {
      case SIGNATURES, LEGEND, REFERENCE -> "given";
      case AREA -> shortened(one(option, Geometry.class).orElseThrow().toText());
      case SCENES, SCENE, COVERAGES, COVERAGE, MAPS -> null;
      default ->
          one(option, String.class)
              .filter(text -> !option.standard().equals(Optional.of(text.strip())))
              .orElse(null);
    };
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  /**
   * GeoServer parses all inputs, and fetches what they refer to, when the first is asked for; its
   * message names the one that fails.
   */
  private Object value(Option<?> option) {
    try {
      return values.get(option.name());
    } catch (RuntimeException e) {
      LOGGER.log(Level.FINE, e, () -> "An input can't be had");
      throw new InputException(
          Problem.of(
              "An input can't be read: ",
              String.valueOf(e.getMessage()),
              ". See that it is written as its format asks, and that what it refers to exists and"
                  + " may be read by you."),
          e);
    }
  }

  private <T> Optional<T> one(Option<?> option, Class<T> type) {
    Object value = value(option);
    if (value == null) {
      return Optional.empty();
    }
    T converted = Converters.convert(value, type);
    if (converted == null) {
      throw new InputException("The input " + option.name() + " can't be read.");
    }
    return Optional.of(converted);
  }

  private <T> List<T> all(Option<?> option, Class<T> type) {
    Object value = value(option);
    Collection<?> several =
        value instanceof Collection<?> collection
            ? collection
            : value == null
                ? List.of()
                : value.getClass().isArray()
                    ? IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> Array.get(value, i))
                        .toList()
                    : List.of(value);
    // GeoServer gives null for an input without text.
    return several.stream().filter(Objects::nonNull).<T>map(type::cast).toList();
  }

  /** Values of the options. */
  Given given() {
    return given;
  }

  /** Scenes of catalog layers, then coverages that came with the request. */
  List<SceneSource> scenes() throws IOException {
    List<String> names = names(Options.LAYERS);
    List<SceneSource> scenes = new ArrayList<>();
    if (!names.isEmpty()) {
      scenes.addAll(catalog.scenes(names));
    }
    scenes.addAll(GivenCoverages.scenes(all(Options.COVERAGES, Object.class)));
    if (scenes.isEmpty()) {
      throw new InputException(
          "No scene is given; name layers, such as workspace:layer, or give coverages.");
    }
    return scenes;
  }

  private List<String> names(Option<?> option) {
    return all(option, String.class).stream()
        .flatMap(input -> Arrays.stream(input.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Classified maps of catalog layers. */
  List<SceneSource> maps() throws IOException {
    return maps(Options.MAPS);
  }

  /** Classified maps of the layers that an option names. */
  private List<SceneSource> maps(Option<?> option) throws IOException {
    List<String> names = names(option);
    if (names.isEmpty()) {
      throw new InputException(
          "No map is given; name layers of classified maps with " + option.name() + ".");
    }
    return catalog.maps(names);
  }

  /** The one classified map of a catalog layer. */
  SceneSource map() throws IOException {
    List<SceneSource> maps = maps(Options.MAP);
    if (maps.size() != 1) {
      throw new InputException(
          "The map stands for "
              + maps.size()
              + " maps; name one, such as workspace:layer@2018-04-05.");
    }
    return maps.get(0);
  }

  /** What maps are compared with. */
  Optional<ReferenceDocument> reference() {
    return one(Options.REFERENCE, ReferenceDocument.class);
  }

  /** A coverage, or the scene that it is. */
  Optional<Object> coverage() {
    return one(Options.COVERAGE, Object.class);
  }

  Optional<String> layer() {
    return one(Options.LAYER, String.class).map(String::strip).filter(name -> !name.isEmpty());
  }

  /** The signatures that an option gives. */
  Optional<SignatureSet> signatures(Option<?> option) {
    return one(option, SignatureDocument.class).map(document -> document.parse(option.name()));
  }

  /** The legend that an option gives. */
  Optional<Legend> legend(Option<?> option) {
    return one(option, LegendDocument.class).map(document -> document.parse(option.name()));
  }

  @Override
  public Optional<Start> start(Given ofThese) {
    return signatures(Options.INIT_SIGNATURES)
        .map(signatures -> new Start(signatures, Options.INIT_SIGNATURES.name()));
  }

  @Override
  public Optional<Legend> legend(Given ofThese) {
    return legend(Options.LEGEND);
  }

  @Override
  public MaskRaster mask(String name) throws IOException {
    List<SceneSource> found;
    try {
      found = catalog.scenes(List.of(name));
    } catch (InputException e) {
      throw new InputException(
          Problem.of(
              Problem.option("mask"),
              " is '",
              name,
              "', but must be qa, none, or the name of a raster layer: ",
              e.problem()),
          e);
    }
    if (found.size() != 1) {
      throw new InputException(
          "mask is '" + name + "', which stands for " + found.size() + " scenes; name one layer.");
    }
    Scene scene = found.get(0).open(found.get(0).bandNames().subList(0, 1));
    return new MaskRaster(scene.bands().get(0), scene.grid());
  }

  @Override
  public Optional<AreaOfInterest> area(Given ofThese) {
    Optional<CoordinateReferenceSystem> other = given.find(Options.AOI_CRS).map(AreaReader::decode);
    return one(Options.AOI, Geometry.class)
        .map(area -> new AreaOfInterest(area, own(area).or(() -> other)));
  }

  /** GML and EWKT name a reference system; decoders leave it in one of two places. */
  private static Optional<CoordinateReferenceSystem> own(Geometry area) {
    if (area.getUserData() instanceof CoordinateReferenceSystem crs) {
      return Optional.of(crs);
    }
    return area.getSRID() > 0
        ? Optional.of(AreaReader.decode("EPSG:" + area.getSRID()))
        : Optional.empty();
  }
}
