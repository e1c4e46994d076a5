/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import static org.iikmc.job.options.Door.AREAS_COMMAND;
import static org.iikmc.job.options.Door.CHANGE_COMMAND;
import static org.iikmc.job.options.Door.CHANGE_PROCESS;
import static org.iikmc.job.options.Door.CLASSIFY_COMMAND;
import static org.iikmc.job.options.Door.CLASSIFY_PROCESS;
import static org.iikmc.job.options.Door.CLUSTER_COMMAND;
import static org.iikmc.job.options.Door.CLUSTER_PROCESS;
import static org.iikmc.job.options.Door.COMPARE_COMMAND;
import static org.iikmc.job.options.Door.COMPARE_PROCESS;
import static org.iikmc.job.options.Door.LEGEND_PROCESS;
import static org.iikmc.job.options.Door.POLYGONISE_COMMAND;
import static org.iikmc.job.options.Door.POLYGONISE_PROCESS;
import static org.iikmc.job.options.Door.RECODE_COMMAND;
import static org.iikmc.job.options.Door.RECODE_PROCESS;
import static org.iikmc.job.options.Door.SAVE_LEGEND_PROCESS;
import static org.iikmc.job.options.Door.SERIES_PROCESS;
import static org.iikmc.job.options.Door.SERVE_COMMAND;
import static org.iikmc.job.options.Door.SIEVE_COMMAND;
import static org.iikmc.job.options.Door.SIMULATE_COMMAND;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.choice.ClassCounts;
import org.iikmc.kmeans.isodata.IsodataSettings;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.Resampling;
import org.iikmc.raster.polygon.PolygonFormat;
import org.iikmc.raster.style.Palette;

/**
 * The catalogue: every option of the commands and processes, once. Command line, inputs of
 * processes, forms, widgets and the tables of the documentation are made of it, or compared with it
 * by a test; values come in through {@link Given}.
 */
public final class Options {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
  private static final String NAME_MEANING =
      "a name of up to 64 letters, digits, _, . and -, beginning with a letter";
  private static final int MOST_OVERVIEWS = 30;
  private static final int WIDEST_WINDOW = 99;
  private static final String MOST_THREADS = "1024";

  public static final Option<String> LAYERS =
      Option.of(
              "layers",
              "Scenes",
              Topic.DATA,
              Kind.of(Kind.Form.SCENES, "LAYERS"),
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "Layers of the catalog: workspace:layer; a layer group stands for its layers,"
                  + " workspace:mosaic for all dates of a mosaic with a TIME dimension, and"
                  + " workspace:mosaic@2018-04-05 for one of them. Repeat the input, or put commas"
                  + " between names. Scenes may differ in grid and reference system, but must have"
                  + " the same bands.");

  public static final Option<String> COVERAGES =
      Option.of(
              "coverages",
              "Scenes as coverages",
              Topic.DATA,
              Kind.of(Kind.Form.COVERAGES, "COVERAGES"),
              CLUSTER_PROCESS)
          .help("Instead of layers or beside them, by WCS reference.");

  public static final Option<String> COVERAGE =
      Option.of(
              "coverage",
              "Coverage",
              Topic.DATA,
              Kind.of(Kind.Form.COVERAGE, "COVERAGE"),
              CLASSIFY_PROCESS)
          .help("The scene to classify, for example by WCS reference.");

  public static final Option<String> LAYER =
      Option.of("layer", "Layer", Topic.DATA, Kind.of(Kind.Form.SCENE, "LAYER"), CLASSIFY_PROCESS)
          .help(
              "In place of a coverage, the scene by its name in the catalog: workspace:layer. The"
                  + " names of its bands and its quality band are then known as"
                  + " iikmc:ClassifySeries knows them.");

  public static final Option<Path> OUT =
      Option.of(
              "out",
              "Output folder",
              Topic.DATA,
              Kind.path("DIR"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SIEVE_COMMAND,
              CHANGE_COMMAND,
              POLYGONISE_COMMAND,
              SIMULATE_COMMAND,
              RECODE_COMMAND)
          .help("Made if it is missing.")
          .required();

  public static final Option<Path> OUT_OF_COMPARISON =
      Option.of("out", "Output folder", Topic.DATA, Kind.path("DIR"), COMPARE_COMMAND)
          .help(
              "For all figures, a page, and the classes with the names of their covers; made if it is"
                  + " missing. Without it the figures are only told.");

  public static final Option<Path> OUT_OF_AREAS =
      Option.of("out", "Table", Topic.DATA, Kind.path("FILE"), AREAS_COMMAND)
          .help("Where to write the table (CSV). Without it, it goes to standard output.");

  public static final Option<PolygonFormat> POLYGON_FORMAT =
      Option.of(
              "format",
              "Format",
              Topic.RESULTS,
              Kind.choice(PolygonFormat.class),
              POLYGONISE_COMMAND)
          .standard("gpkg")
          .help(
              "gpkg: GeoPackage, in the reference system of the map, with the colours for QGIS;"
                  + " geojson: GeoJSON, in longitude and latitude.");

  public static final Option<String> MAPS =
      Option.of(
              "maps",
              "Classified maps",
              Topic.DATA,
              Kind.of(Kind.Form.MAPS, "LAYERS"),
              COMPARE_PROCESS,
              CHANGE_PROCESS)
          .help(
              "Layers of classified maps of the same classes: workspace:layer; one with a TIME"
                  + " dimension stands for all its dates. Repeat the input, or put commas between"
                  + " names.");

  public static final Option<String> MAP =
      Option.of(
              "map",
              "Classified map",
              Topic.DATA,
              Kind.of(Kind.Form.SCENE, "LAYER"),
              RECODE_PROCESS,
              POLYGONISE_PROCESS)
          .help(
              "Layer of a classified map: workspace:layer; one with a TIME dimension with a date,"
                  + " workspace:layer@2018-04-05.");

  public static final Option<String> PREFIX =
      Option.of(
              "prefix",
              "Prefix",
              Topic.PUBLISHING,
              Kind.text("NAME", NAME, NAME_MEANING),
              SERIES_PROCESS,
              CHANGE_PROCESS)
          .help(
              "Name of the series, with which the names of its layers begin: the map of scene S is"
                  + " prefix_S, the layer with all dates is called prefix.")
          .required();

  public static final Option<String> WORKSPACE =
      Option.of(
              "workspace",
              "Workspace",
              Topic.PUBLISHING,
              Kind.text("NAME"),
              SERIES_PROCESS,
              CHANGE_PROCESS)
          .help(
              "Where to publish; you must be allowed to administer it. Default: the server's"
                  + " default workspace.");

  public static final Option<String> PREFIX_OF_SERIES =
      Option.of(
              "prefix",
              "Prefix",
              Topic.PUBLISHING,
              Kind.text("NAME", NAME, NAME_MEANING),
              LEGEND_PROCESS,
              SAVE_LEGEND_PROCESS)
          .help("Name of the series, as iikmc:ClassifySeries was given it.")
          .required();

  public static final Option<String> WORKSPACE_OF_SERIES =
      Option.of(
              "workspace",
              "Workspace",
              Topic.PUBLISHING,
              Kind.text("NAME"),
              LEGEND_PROCESS,
              SAVE_LEGEND_PROCESS)
          .help("Of the layers of the series. Default: the server's default workspace.");

  public static final Option<String> LEGEND_TO_SAVE =
      Option.of(
              "legend",
              "Legend",
              Topic.PUBLISHING,
              Kind.of(Kind.Form.LEGEND, "LEGEND"),
              SAVE_LEGEND_PROCESS)
          .help(
              "Names, colours and groups of the classes (JSON or CSV). Of classes that it does not"
                  + " speak of, and colours that it leaves out, nothing changes.");

  public static final Option<String> LEGEND_BEFORE =
      Option.of(
              "base",
              "Legend before the edit",
              Topic.PUBLISHING,
              Kind.of(Kind.Form.LEGEND, "LEGEND"),
              SAVE_LEGEND_PROCESS)
          .help(
              "The legend that the edit began with (JSON or CSV), as iikmc:Legend gave it: if"
                  + " somebody else has saved another one meanwhile, nothing is saved. Without it,"
                  + " what others have saved is replaced.");

  public static final Option<String> STYLE =
      Option.of(
              "style",
              "Style",
              Topic.PUBLISHING,
              Kind.text("NAME", NAME, NAME_MEANING),
              SERIES_PROCESS,
              CHANGE_PROCESS)
          .help(
              "Name of the style of the series, whose class names and colours can be edited"
                  + " afterwards for all its layers; default: prefix_classes. The same in the other"
                  + " palette is written beside it.");

  public static final Option<Boolean> GROUP =
      Option.of("group", "Layer group", Topic.PUBLISHING, Kind.flag(), SERIES_PROCESS)
          .standard("false")
          .help("true: also make a group prefix_all of the layers.");

  public static final Option<Boolean> OVERWRITE =
      Option.of(
              "overwrite",
              "Overwrite",
              Topic.PUBLISHING,
              Kind.flag(),
              SERIES_PROCESS,
              CHANGE_PROCESS)
          .standard("false")
          .help(
              "true: take the place of an earlier series of this prefix; false: refuse if a name"
                  + " is taken.");

  public static final Option<ClassCounts> K =
      Option.of(
              "k",
              "Number of classes",
              Topic.CLUSTERING,
              Kind.classCounts(),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("8")
          .help(
              "1 to 255, or a range such as 4..16, or 4..32:4 in steps of 4: all of these are tried,"
                  + " the report compares them, and maps are made with the one that it suggests. With"
                  + " signatures to begin with, the default is their number.",
              "1 to 255, or a range such as 4..16, or 4..32:4 in steps of 4: all of these are tried,"
                  + " and the one that the figures suggest is taken.")
          .reported();

  public static final Option<String> INIT =
      Option.of(
              "init",
              "Initial signatures",
              Topic.CLUSTERING,
              Kind.choiceOr("FILE", "midpoint", "percentile", "kmeans++"),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("kmeans++")
          .help(
              "kmeans++: the best of several that are drawn by the seed; midpoint: of equal steps"
                  + " between the extremes of each band; percentile: between its 2nd and 98th"
                  + " percentile; or a signatures.json of an earlier run.",
              "kmeans++: the best of several that are drawn by the seed; midpoint: of equal steps"
                  + " between the extremes of each band; percentile: between its 2nd and 98th"
                  + " percentile.")
          .reported();

  public static final Option<HarmonizeMethod> HARMONIZE =
      Option.of(
              "harmonize",
              "Make dates comparable",
              Topic.CLUSTERING,
              Kind.choice(HarmonizeMethod.class),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("auto")
          .help(
              "How scenes become comparable. none: values as they are stored; reflectance: what the"
                  + " product says; robust: median and interquartile range of each scene; relative:"
                  + " ground that did not change; auto: what brings the dates of the same ground"
                  + " nearest.")
          .reported((door, value) -> value.orElseThrow().name().toLowerCase(Locale.ROOT));

  public static final Option<String> HARMONIZE_TO =
      Option.of(
              "harmonizeTo",
              "Reference scene",
              Topic.CLUSTERING,
              Kind.text("SCENE"),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "Name of the scene to whose values the others are brought by relative; default: the"
                  + " one with most valid pixels.");

  public static final Option<MetricKind> METRIC =
      Option.of(
              "metric",
              "Metric",
              Topic.CLUSTERING,
              Kind.choice(MetricKind.class),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "How far two pixels are apart. euclidean: the plain distance; within: in units of the"
                  + " scatter within classes; change: in units of what differs between dates on"
                  + " unchanged ground. Default: within, or euclidean where bands are constant or"
                  + " copies of each other.")
          .reported("within");

  public static final Option<Boolean> PAPER =
      Option.of(
              "paper",
              "As in the paper",
              Topic.CLUSTERING,
              Kind.flag(),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("false")
          .help(
              "The method of Han and Lee (2024): short for harmonize none, metric euclidean and init"
                  + " midpoint.",
              "true: the method of Han and Lee (2024), short for harmonize none, metric euclidean and"
                  + " init midpoint.");

  public static final Option<String> INIT_SIGNATURES =
      Option.of(
              "initSignatures",
              "Signatures to begin with",
              Topic.CLUSTERING,
              Kind.of(Kind.Form.SIGNATURES, "JSON"),
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help("Instead of init: signatures of an earlier run (JSON).");

  public static final Option<ClusterMethod> METHOD =
      Option.of(
              "method",
              "Method",
              Topic.CLUSTERING,
              Kind.choice(ClusterMethod.class),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("kmeans")
          .help(
              "kmeans: as many classes as asked for; isodata: about as many, of which small ones are"
                  + " dropped, wide ones split and near ones merged.")
          .reported((door, value) -> value.orElseThrow().name().toLowerCase(Locale.ROOT));

  public static final Option<Integer> MIN_PIXELS =
      Option.of(
              "minPixels",
              "Fewest pixels of a class",
              Topic.CLUSTERING,
              Kind.whole(1, Integer.MAX_VALUE),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "With isodata: a class of fewer pixels, of those that take part, is dropped. Default: a"
                  + " hundredth of what each class had if all had as many.")
          .reportedIfGiven();

  public static final Option<Double> MAX_STD =
      Option.of(
              "maxStd",
              "Largest standard deviation",
              Topic.CLUSTERING,
              Kind.number(0, Double.POSITIVE_INFINITY, "DEVIATION", "a number from 0 on"),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "With isodata: a class is split if its standard deviation is above this, in the units"
                  + " of the bands, or of the metric if it is not euclidean. Default: twice the"
                  + " largest one of all pixels, divided by the root of k.")
          .reportedIfGiven();

  public static final Option<Double> MIN_DISTANCE =
      Option.of(
              "minDistance",
              "Least distance of classes",
              Topic.CLUSTERING,
              Kind.number(0, Double.POSITIVE_INFINITY, "DISTANCE", "a number from 0 on"),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "With isodata: two classes are merged if their signatures are nearer than this, in the"
                  + " same units; 0: none are. Default: as the largest standard deviation.")
          .reportedIfGiven();

  public static final Option<Integer> MAX_MERGES =
      Option.of(
              "maxMerges",
              "Most merges",
              Topic.CLUSTERING,
              Kind.whole(0, KMeansSettings.MAX_CLASSES),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "With isodata: pairs of classes that are merged in an iteration at most. Default: "
                  + IsodataSettings.USUAL_MAX_MERGES
                  + ".")
          .reportedIfGiven();

  public static final Option<ClassOrder> ORDER =
      Option.of(
              "order",
              "Order of the classes",
              Topic.CLUSTERING,
              Kind.choice(ClassOrder.class),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("none")
          .help(
              "How classes are numbered. none: as they are found; brightness: from dark to bright,"
                  + " along the direction in which signatures differ most, so that two runs look"
                  + " alike.")
          .reported((door, value) -> value.orElseThrow().name().toLowerCase(Locale.ROOT));

  public static final Option<Double> CHANGE_THRESHOLD =
      Option.of(
              "changeThreshold",
              "Change threshold",
              Topic.CLUSTERING,
              Kind.number(0, 1, "SHARE", "a share from 0 to 1 (0.01 is 1 %)"),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard(Double.toString(KMeansSettings.USUAL_CHANGE_THRESHOLD))
          .help(
              "Stop when fewer than this share of the pixels change their class: 0 to 1; 0.01 is"
                  + " 1 %, 0 means when none does.")
          .reported();

  public static final Option<Double> SHIFT_TOLERANCE =
      Option.of(
              "shiftTolerance",
              "Shift tolerance",
              Topic.CLUSTERING,
              Kind.number(
                  0,
                  Double.POSITIVE_INFINITY,
                  "DISTANCE",
                  "0 (off) or a distance in units of the bands"),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("0")
          .help(
              "Stop when no signature moves as far as this distance, in the units of the bands; 0:"
                  + " off.")
          .reported();

  public static final Option<Integer> MAX_ITERATIONS =
      Option.of(
              "maxIterations",
              "Most iterations",
              Topic.CLUSTERING,
              Kind.whole(1, Integer.MAX_VALUE),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard(Integer.toString(KMeansSettings.USUAL_MAX_ITERATIONS))
          .help("Stop after so many; 1 or more.")
          .reported();

  public static final Option<Long> SEED =
      Option.of(
              "seed",
              "Seed",
              Topic.CLUSTERING,
              Kind.whole(),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("1")
          .help("A whole number. It decides all that is random.")
          .reported();

  public static final Option<Double> SAMPLE =
      Option.of(
              "sample",
              "Sample",
              Topic.CLUSTERING,
              Kind.shareAboveZero(),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("1.0")
          .help(
              "Share of the valid pixels to find the signatures with, above 0, at most 1; all are"
                  + " classified.")
          .reported();

  public static final Option<Path> SIGNATURES_FILE =
      Option.of(
              "signatures",
              "Signatures to classify with",
              Topic.CLASSIFYING,
              Kind.path("FILE"),
              CLASSIFY_COMMAND)
          .help("signatures.json of an earlier run: labels mean what they meant then.")
          .required()
          .reported();

  public static final Option<String> SIGNATURES =
      Option.of(
              "signatures",
              "Signatures to classify with",
              Topic.CLASSIFYING,
              Kind.of(Kind.Form.SIGNATURES, "JSON"),
              SERIES_PROCESS)
          .help(
              "Signatures of an earlier run (JSON): nothing is clustered, and labels mean what they"
                  + " meant then.")
          .reported("given");

  public static final Option<String> SIGNATURES_OF_SCENE =
      Option.of(
              "signatures",
              "Signatures",
              Topic.CLASSIFYING,
              Kind.of(Kind.Form.SIGNATURES, "JSON"),
              CLASSIFY_PROCESS)
          .help("Found by iikmc:Cluster or the command line (JSON).");

  public static final Option<String> BANDS =
      Option.of(
              "bands",
              "Bands",
              Topic.PIXELS,
              Kind.text("LIST"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "Names or numbers from 1 with commas between them, for example B2,B3,B4 or 1,2,3;"
                  + " default: all of a GeoTIFF, the usual reflective ones of a product.",
              "Names or numbers from 1 with commas between them, for example B2,B3,B4 or 1,2,3;"
                  + " default: all but a quality band.")
          .reported("default");

  public static final Option<String> BANDS_OF_SIGNATURES =
      Option.of("bands", "Bands", Topic.PIXELS, Kind.text("LIST"), CLASSIFY_PROCESS)
          .help(
              "Names or numbers from 1 in the order of the signatures, with commas between them;"
                  + " default: those that the signatures name, or all if there are as many.");

  public static final Option<Double> RESOLUTION =
      Option.of(
              "resolution",
              "Resolution",
              Topic.PIXELS,
              Kind.number(
                  Double.MIN_NORMAL, Double.MAX_VALUE, "SIZE", "the size of a pixel, above 0"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .help(
              "Size of the pixels that all bands of a scene are brought to, in units of its reference"
                  + " system, for example 20; default: that of its bands, which must be one.")
          .reported("as stored");

  public static final Option<Resampling> RESAMPLING =
      Option.of(
              "resampling",
              "Resampling",
              Topic.PIXELS,
              Kind.choice(Resampling.class),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .standard("average")
          .help(
              "How bands come to the resolution. average: the mean of the pixels beneath, by area;"
                  + " nearest: the one beneath the centre.");

  public static final Option<Double> NODATA =
      Option.of(
              "nodata",
              "Further nodata value",
              Topic.PIXELS,
              Kind.pixelValue(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              CLUSTER_PROCESS,
              CLASSIFY_PROCESS,
              SERIES_PROCESS)
          .help(
              "A number that means no data, beside those that the files name. NaN and infinities"
                  + " never count.",
              "A number that means no data, beside those that the coverages name. NaN and"
                  + " infinities never count.")
          .reported(
              (door, value) ->
                  door.isProcess()
                      ? value.map(n -> "also " + plain(n)).orElse("as the coverages say")
                      : value.map(n -> "also " + n).orElse("as the files say"));

  public static final Option<String> MASK =
      Option.of(
              "mask",
              "Mask",
              Topic.PIXELS,
              Kind.text("qa|none|FILE"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              CLUSTER_PROCESS,
              CLASSIFY_PROCESS,
              SERIES_PROCESS)
          .standard("qa")
          .help(
              "qa: leave out fill, cloud, cloud shadow and cirrus, or what else is chosen, by the"
                  + " quality bands of a scene (QA_PIXEL, SCL, Fmask and others) where it has some;"
                  + " none; or a raster that is 0 where pixels are left out.",
              "qa: leave out fill, cloud, cloud shadow and cirrus, or what else is chosen, by the"
                  + " quality bands of a scene (QA_PIXEL, SCL, Fmask and others) where it has some;"
                  + " none; or the name of a raster layer that is 0 where pixels are left out.")
          .reported();

  public static final Option<Set<PixelCondition>> LEAVE_OUT =
      Option.of(
              "leaveOut",
              "Left out by quality",
              Topic.PIXELS,
              Kind.some(PixelCondition.choices()),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              CLUSTER_PROCESS,
              CLASSIFY_PROCESS,
              SERIES_PROCESS)
          .standard("cloud,shadow,cirrus")
          .help(
              "With mask qa, what quality bands leave pixels out for: of cloud, shadow, cirrus,"
                  + " snow, water, saturated, aerosol (much of it) and haze, some with commas between"
                  + " them; or none. Fill is always left out.")
          .reported(
              (door, chosen) ->
                  chosen
                      .filter(conditions -> !conditions.isEmpty())
                      .map(
                          conditions ->
                              conditions.stream()
                                  .map(PixelCondition::toString)
                                  .collect(Collectors.joining(",")))
                      .orElse(Kind.NONE));

  public static final Option<Integer> OVERVIEW =
      Option.of(
              "overview",
              "Overview",
              Topic.PIXELS,
              Kind.whole(0, MOST_OVERVIEWS),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .standard("0")
          .help(
              "Which of the reductions that files of scenes store is read: 0 for all pixels, 1 for"
                  + " the next coarser ones, and so on. Maps have these pixels.")
          .reported();

  public static final Option<String> AOI =
      Option.of(
              "aoi",
              "Area of interest",
              Topic.PIXELS,
              Kind.of(Kind.Form.AREA, "FILE|WKT"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              CLUSTER_PROCESS,
              CLASSIFY_PROCESS,
              SERIES_PROCESS)
          .help(
              "Polygon to stay within: WKT (SRID=<EPSG code>; before it if not in the scenes'"
                  + " system) or a file with WKT or GeoJSON.",
              "Polygon to stay within: WKT, EWKT or GeoJSON, in a GeoServer GML too. Coordinates that"
                  + " name no reference system are those of aoiCrs, or of the scenes themselves.")
          .reported("none");

  public static final Option<String> AOI_CRS =
      Option.of(
              "aoiCrs",
              "Reference system of the area of interest",
              Topic.PIXELS,
              Kind.text("CODE"),
              CLUSTER_PROCESS,
              CLASSIFY_PROCESS,
              SERIES_PROCESS)
          .help(
              "Code such as EPSG:4326 for coordinates that name none themselves, x or longitude"
                  + " first. GeoJSON in degrees needs EPSG:4326 here.");

  public static final Option<Boolean> SKIP_EMPTY =
      Option.of(
              "skipEmpty",
              "Skip empty scenes",
              Topic.PIXELS,
              Kind.flag(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("false")
          .help(
              "Go on without scenes that have no valid pixel.",
              "true: go on without scenes that have no valid pixel; false: refuse them.");

  public static final Option<Integer> MAJORITY =
      Option.of(
              "majority",
              "Majority filter",
              Topic.CLEANING,
              Kind.window(WIDEST_WINDOW),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SIEVE_COMMAND,
              SERIES_PROCESS)
          .standard("0")
          .help(
              "Gives each pixel of a map the most frequent class in a window of so many pixels around"
                  + " it: 3, 5, 7 and so on; its own if that is among several; 0: none. It is done"
                  + " before the sieve.")
          .reported();

  public static final Option<Integer> SIEVE =
      Option.of(
              "sieve",
              "Sieve",
              Topic.CLEANING,
              Kind.whole(0, Integer.MAX_VALUE).labelled("PIXELS"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SIEVE_COMMAND,
              SERIES_PROCESS)
          .standard("0")
          .help(
              "Merges regions of a map with fewer pixels than this into their largest neighbour, as"
                  + " gdal_sieve does; 0: none.")
          .reported();

  public static final Option<String> CONNECTEDNESS =
      Option.of(
              "connectedness",
              "Connectedness",
              Topic.CLEANING,
              Kind.choice("4", "8"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SIEVE_COMMAND,
              SERIES_PROCESS)
          .standard("4")
          .help(
              "Of the regions of the sieve. 4: pixels belong together that share a side; 8: those"
                  + " that share a corner, too.")
          .reported();

  public static final Option<Boolean> KEEP_UNSIEVED =
      Option.of(
              "keepUnsieved",
              "Keep the map before it is cleaned",
              Topic.CLEANING,
              Kind.flag(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .standard("false")
          .help("Write it beside the clean one, as …_classes.unsieved.tif.");

  public static final Option<Boolean> COMPARE_PER_SCENE =
      Option.of(
              "comparePerScene",
              "Compare with each scene for itself",
              Topic.RESULTS,
              Kind.flag(),
              CLUSTER_COMMAND,
              SERIES_PROCESS)
          .standard("false")
          .help(
              "Also cluster each scene for itself, to show what joint clustering buys.",
              "true: also cluster each scene for itself, to show what joint clustering buys.");

  public static final Option<Boolean> CONFIDENCE =
      Option.of(
              "confidence",
              "Confidence",
              Topic.RESULTS,
              Kind.flag(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SERIES_PROCESS)
          .standard("false")
          .help(
              "Also write beside each map how sure its labels are: margin to the next signature and"
                  + " distance to the own one.",
              "true: also publish beside each map how sure its labels are: margin to the next"
                  + " signature and distance to the own one.");

  public static final Option<Double> MAX_DISTANCE =
      Option.of(
              "maxDistance",
              "Greatest distance",
              Topic.RESULTS,
              Kind.number(
                  Double.MIN_NORMAL,
                  Double.MAX_VALUE,
                  "DEVIATIONS",
                  "a number of standard deviations, above 0"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SERIES_PROCESS)
          .help(
              "Pixels that lie farther from their signature than so many standard deviations of"
                  + " their class get no class; 3 is usual.")
          .reported("none");

  public static final Option<Palette> PALETTE =
      Option.of(
              "palette",
              "Palette",
              Topic.RESULTS,
              Kind.choice(Palette.class),
              CLUSTER_COMMAND,
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("categorical")
          .help(
              "categorical: distinct colours; natural: each class in its own red, green and"
                  + " blue.");

  public static final Option<Path> LEGEND_FILE =
      Option.of(
              "legend",
              "Legend",
              Topic.RESULTS,
              Kind.path("FILE"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .help(
              "Names, colours and groups of classes: legend.json or legend.csv. What it does not say"
                  + " stays as it is, and pixels keep their classes.");

  public static final Option<Path> LEGEND_OF_MAPS =
      Option.of("legend", "Legend", Topic.RESULTS, Kind.path("FILE"), RECODE_COMMAND)
          .help(
              "Names, colours and groups of classes: legend.json or legend.csv. The classes of a group"
                  + " become one; what it does not say stays as it is.")
          .required();

  public static final Option<String> LEGEND_OF_MAP =
      Option.of(
              "legend",
              "Legend",
              Topic.RESULTS,
              Kind.of(Kind.Form.LEGEND, "DOCUMENT"),
              RECODE_PROCESS)
          .help(
              "Names, colours and groups of classes, as JSON or CSV. The classes of a group become"
                  + " one; what it does not say stays as it is.");

  public static final Option<String> LEGEND =
      Option.of(
              "legend",
              "Legend",
              Topic.RESULTS,
              Kind.of(Kind.Form.LEGEND, "DOCUMENT"),
              SERIES_PROCESS)
          .help(
              "Names, colours and groups of classes, as JSON or CSV. What it does not say stays as it"
                  + " is, and pixels keep their classes.");

  public static final Option<Path> REFERENCE_FILE =
      Option.of("reference", "Reference", Topic.COMPARING, Kind.path("FILE"), COMPARE_COMMAND)
          .help(
              "A GeoTIFF of codes of covers, on any grid, where 0 is none; points or polygons as"
                  + " GeoJSON; points as CSV with columns x and y, or lon and lat; or a folder in"
                  + " which the reference of scene S is called S_truth or S_reference, in its folder"
                  + " truth too.")
          .required()
          .reported();

  public static final Option<String> REFERENCE =
      Option.of(
              "reference",
              "Reference",
              Topic.COMPARING,
              Kind.of(Kind.Form.REFERENCE, "DOCUMENT"),
              COMPARE_PROCESS)
          .help(
              "Points or polygons as GeoJSON; points as CSV with columns x and y, or lon and lat; or"
                  + " the name of a raster layer of codes of covers, where 0 is none.");

  public static final Option<Path> REFERENCE_OF_AREAS =
      Option.of("reference", "Reference", Topic.COMPARING, Kind.path("FILE"), AREAS_COMMAND)
          .help(
              "Points or polygons of known covers, drawn at random within each class, or a folder of"
                  + " them for each map, as of compare: areas of the covers are then estimated, with"
                  + " their standard errors.");

  public static final Option<LocalDate> FROM_DATE =
      Option.of("from", "From", Topic.CHANGE, Kind.date(), CHANGE_COMMAND, CHANGE_PROCESS)
          .help(
              "Date of the map to begin with; the map of date to is then compared with this one alone,"
                  + " and not each with the next. Default: the first, if to is given.")
          .reported("each map");

  public static final Option<LocalDate> TO_DATE =
      Option.of("to", "To", Topic.CHANGE, Kind.date(), CHANGE_COMMAND, CHANGE_PROCESS)
          .help("Date of the map to end with. Default: the last, if from is given.")
          .reported("the next");

  public static final Option<String> ATTRIBUTE =
      Option.of(
              "attribute",
              "Attribute",
              Topic.COMPARING,
              Kind.text("NAME"),
              COMPARE_COMMAND,
              AREAS_COMMAND,
              COMPARE_PROCESS)
          .help(
              "Property of points and polygons that tells their cover. Default: one that is called"
                  + " class, cover, landcover or label, the only one, or the only one of texts.")
          .reported("found");

  public static final Option<String> REFERENCE_CRS =
      Option.of(
              "referenceCrs",
              "Reference system of the reference",
              Topic.COMPARING,
              Kind.text("CODE"),
              COMPARE_COMMAND,
              AREAS_COMMAND,
              COMPARE_PROCESS)
          .help(
              "Code such as EPSG:32618, x or longitude first. A table with x and y needs it; else the"
                  + " default is what the reference says, degrees for lon and lat.")
          .reported("as the reference says");

  public static final Option<String> NAMES =
      Option.of(
              "names",
              "Names of classes",
              Topic.COMPARING,
              Kind.choice("one-to-one", "many-to-one"),
              COMPARE_COMMAND)
          .standard("many-to-one")
          .help(
              "Which covers the classes are named after in names.csv, legend.csv and signatures.json:"
                  + " many-to-one, that of most of their pixels; one-to-one, the best assignment in"
                  + " which no cover comes twice.")
          .reported();

  public static final Option<String> DEVICE =
      Option.of(
              "device",
              "Device",
              Topic.COMPUTING,
              Kind.choice("auto", "cpu", "gpu", "spark"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .standard("auto")
          .help(
              "What computes: auto, cpu, gpu, or spark, a cluster of machines, which spark-submit"
                  + " takes by itself.");

  public static final Option<String> DEVICE_OF_RUN =
      Option.of(
              "device",
              "Device",
              Topic.COMPUTING,
              Kind.choice("auto", "cpu", "gpu"),
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .standard("auto")
          .help("What computes: auto, cpu or gpu.");

  public static final Option<String> MASTER =
      Option.of(
              "master",
              "Master of the cluster",
              Topic.COMPUTING,
              Kind.text("URL"),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND)
          .help(
              "Of the device spark, as Spark writes it: spark://host:7077, yarn, k8s://…, local[2]."
                  + " Default: what Spark's own settings say.");

  public static final Option<Integer> THREADS =
      Option.of(
              "threads",
              "Threads",
              Topic.COMPUTING,
              Kind.whole(1, Integer.parseInt(MOST_THREADS)),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              RECODE_COMMAND,
              SIEVE_COMMAND,
              CHANGE_COMMAND,
              SERVE_COMMAND)
          .help("Of the CPU, in a run. Default: one per core.");

  public static final Option<Long> MEMORY =
      Option.of(
              "memory",
              "Memory for pixels",
              Topic.COMPUTING,
              Kind.size(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SERVE_COMMAND)
          .standard("2g")
          .help(
              "For example 512m or 4g; what exceeds it goes to a temporary file. The runs of a server"
                  + " share it.");

  public static final Option<Long> MEMORY_OF_RUN =
      Option.of(
              "memory",
              "Memory for pixels",
              Topic.COMPUTING,
              Kind.size(),
              CLUSTER_PROCESS,
              SERIES_PROCESS)
          .help(
              "For example 512m or 2g; what exceeds it goes to a temporary file. The server's own"
                  + " limit holds if it is less.");

  public static final Option<Long> DEVICE_MEMORY =
      Option.of(
              "deviceMemory",
              "Memory of the GPU",
              Topic.COMPUTING,
              Kind.size(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SERVE_COMMAND)
          .help(
              "For pixels; what exceeds it is sent there anew in each iteration. Default: most of"
                  + " it.");

  public static final Option<Boolean> QUIET =
      Option.of(
              "quiet",
              "Quiet",
              Topic.TELLING,
              Kind.flag(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              COMPARE_COMMAND,
              RECODE_COMMAND,
              SIEVE_COMMAND,
              CHANGE_COMMAND,
              AREAS_COMMAND,
              POLYGONISE_COMMAND,
              SIMULATE_COMMAND)
          .standard("false")
          .help("Say nothing but errors.");

  public static final Option<Boolean> JSON_PROGRESS =
      Option.of(
              "jsonProgress",
              "Progress as JSON",
              Topic.TELLING,
              Kind.flag(),
              CLUSTER_COMMAND,
              CLASSIFY_COMMAND,
              SIEVE_COMMAND,
              COMPARE_COMMAND,
              RECODE_COMMAND,
              CHANGE_COMMAND,
              AREAS_COMMAND,
              POLYGONISE_COMMAND)
          .standard("false")
          .help("Write progress as lines of JSON on standard output, for other programs.");

  public static final Option<Path> SCENES_FOLDER =
      Option.of("scenes", "Scenes", Topic.SERVER, Kind.path("DIR"), SERVE_COMMAND)
          .help(
              "Folder of raster files, product folders and archives. Each scene is a layer scenes:NAME.")
          .required();

  public static final Option<Path> DATA_FOLDER =
      Option.of("data", "Data", Topic.SERVER, Kind.path("DIR"), SERVE_COMMAND)
          .help("Folder for what is published, as layers iikmc:NAME; made if it is missing.")
          .required();

  public static final Option<Integer> PORT =
      Option.of("port", "Port", Topic.SERVER, Kind.whole(0, 65_535), SERVE_COMMAND)
          .standard("8080")
          .help("To listen on; 0: any free one.");

  public static final Option<String> HOST =
      Option.of("host", "Address", Topic.SERVER, Kind.text("NAME"), SERVE_COMMAND)
          .standard("127.0.0.1")
          .help("To listen on; 0.0.0.0: all of this machine, for other machines too.");

  public static final Option<List<String>> PUBLIC_NAME =
      Option.of("publicName", "Public names", Topic.SERVER, Kind.texts("NAME"), SERVE_COMMAND)
          .help(
              "Names by which clients know a proxy on this machine that passes the header Host on,"
                  + " with commas between them. A server that listens on 127.0.0.1 answers to no"
                  + " other names than its own.");

  public static final Option<String> TOKEN =
      Option.of(
              "token",
              "Token",
              Topic.SERVER,
              Kind.text(
                  "TEXT",
                  Pattern.compile("[\\x21-\\x7e]{8,}"),
                  "8 or more visible ASCII characters without blanks"),
              SERVE_COMMAND)
          .help(
              "What clients show to publish and to dismiss runs, as 'Authorization: Bearer TEXT' or"
                  + " token=TEXT. Default: a random one, which is written to the terminal.");

  public static final Option<Integer> RUNS =
      Option.of("runs", "Runs", Topic.SERVER, Kind.whole(1, 64), SERVE_COMMAND)
          .standard("1")
          .help("That compute at once.");

  public static final Option<Integer> QUEUE =
      Option.of("queue", "Waiting runs", Topic.SERVER, Kind.whole(1, 1000), SERVE_COMMAND)
          .standard("8")
          .help("That may wait beside those that compute; more are refused.");

  public static final Option<Integer> RUN_MINUTES =
      Option.of("runMinutes", "Longest run", Topic.SERVER, Kind.whole(1, 10_000), SERVE_COMMAND)
          .standard("30")
          .help("In minutes; a run that takes longer is stopped.");

  public static final Option<Integer> SCENE_COUNT =
      Option.of(
              "scenes", "Number of scenes", Topic.SIMULATION, Kind.whole(1, 365), SIMULATE_COMMAND)
          .standard("5")
          .help("Each of another date.");

  public static final Option<Integer> SIZE =
      Option.of(
              "size",
              "Size",
              Topic.SIMULATION,
              Kind.whole(16, 16_384).labelled("PIXELS"),
              SIMULATE_COMMAND)
          .standard("1024")
          .help("Approximate width and height in pixels.");

  public static final Option<Integer> BAND_COUNT =
      Option.of("bands", "Number of bands", Topic.SIMULATION, Kind.whole(1, 11), SIMULATE_COMMAND)
          .standard("6")
          .help("1 to 11, as Landsat 8 has them.");

  public static final Option<Long> SIMULATION_SEED =
      Option.of("seed", "Seed", Topic.SIMULATION, Kind.whole(), SIMULATE_COMMAND)
          .standard("1")
          .help("The same seed gives the same series.");

  public static final Option<List<String>> DIFFERENCES =
      Option.of(
              "differences", "Differences", Topic.SIMULATION, Kind.texts("LIST"), SIMULATE_COMMAND)
          .help(
              "What the dates differ in, with commas between: sun, haze, season, slopes, gain (a sensor of"
                  + " its own for each date), or none; default: all but gain.");

  private static final List<Option<?>> ALL =
      List.of(
          LAYERS,
          COVERAGES,
          COVERAGE,
          LAYER,
          SCENES_FOLDER,
          DATA_FOLDER,
          MAPS,
          MAP,
          OUT,
          OUT_OF_AREAS,
          POLYGON_FORMAT,
          PREFIX,
          WORKSPACE,
          PREFIX_OF_SERIES,
          WORKSPACE_OF_SERIES,
          LEGEND_TO_SAVE,
          LEGEND_BEFORE,
          STYLE,
          GROUP,
          OVERWRITE,
          K,
          INIT,
          INIT_SIGNATURES,
          HARMONIZE,
          HARMONIZE_TO,
          METRIC,
          PAPER,
          METHOD,
          MIN_PIXELS,
          MAX_STD,
          MIN_DISTANCE,
          MAX_MERGES,
          ORDER,
          CHANGE_THRESHOLD,
          SHIFT_TOLERANCE,
          MAX_ITERATIONS,
          SEED,
          SAMPLE,
          SIGNATURES_FILE,
          SIGNATURES,
          SIGNATURES_OF_SCENE,
          BANDS,
          BANDS_OF_SIGNATURES,
          RESOLUTION,
          RESAMPLING,
          NODATA,
          MASK,
          LEAVE_OUT,
          OVERVIEW,
          AOI,
          AOI_CRS,
          SKIP_EMPTY,
          MAJORITY,
          SIEVE,
          CONNECTEDNESS,
          KEEP_UNSIEVED,
          COMPARE_PER_SCENE,
          CONFIDENCE,
          MAX_DISTANCE,
          PALETTE,
          LEGEND_FILE,
          LEGEND_OF_MAPS,
          LEGEND_OF_MAP,
          LEGEND,
          REFERENCE_FILE,
          REFERENCE_OF_AREAS,
          REFERENCE,
          FROM_DATE,
          TO_DATE,
          ATTRIBUTE,
          REFERENCE_CRS,
          NAMES,
          OUT_OF_COMPARISON,
          PORT,
          HOST,
          PUBLIC_NAME,
          TOKEN,
          DEVICE,
          DEVICE_OF_RUN,
          MASTER,
          THREADS,
          MEMORY,
          MEMORY_OF_RUN,
          DEVICE_MEMORY,
          RUNS,
          QUEUE,
          RUN_MINUTES,
          SCENE_COUNT,
          SIZE,
          BAND_COUNT,
          SIMULATION_SEED,
          DIFFERENCES,
          QUIET,
          JSON_PROGRESS);

  private Options() {}

  private static String plain(double number) {
    return Double.isNaN(number)
        ? "NaN"
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** The options of a command or process, in the order in which users see them. */
  public static List<Option<?>> of(Door door) {
    return ALL.stream().filter(option -> option.doors().contains(door)).toList();
  }
}
