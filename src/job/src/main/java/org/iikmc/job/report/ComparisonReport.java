/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * How far classified maps agree with what is known of the ground: what a comparison tells, and the
 * contract of {@code comparison.json}, as {@code comparison.schema.json} beside this class says it.
 * Rows of tables are classes in the order of their labels, columns are covers in the order of
 * {@link #covers}. A figure that is not defined, such as kappa of a single cover, is null. Arrays
 * are shared, and not written by anybody.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param created when the comparison ended, ISO 8601 in UTC
 * @param settings names and values of the options
 * @param reference what the maps are compared with
 * @param classes of the maps
 * @param covers that the maps meet in the reference
 * @param notes for the user, in sentences
 * @param pooled figures over all maps
 * @param maps each by itself, with the assignments of all
 */
public record ComparisonReport(
    String format,
    int version,
    String created,
    Map<String, String> settings,
    Reference reference,
    List<ClassEntry> classes,
    List<Cover> covers,
    List<String> notes,
    Figures pooled,
    List<MapEntry> maps) {
  /** Name of the file. */
  public static final String FILE = "comparison.json";

  private static final String FORMAT = "iikmc-comparison";
  private static final int VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A comparison in the present version of the contract. */
  public ComparisonReport(
      String created,
      Map<String, String> settings,
      Reference reference,
      List<ClassEntry> classes,
      List<Cover> covers,
      List<String> notes,
      Figures pooled,
      List<MapEntry> maps) {
    this(FORMAT, VERSION, created, settings, reference, classes, covers, notes, pooled, maps);
  }

  /**
   * What the maps are compared with.
   *
   * @param names of files or layers
   * @param places null for a raster
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Reference(List<String> names, Places places) {}

  /**
   * Points and polygons.
   *
   * @param attribute property that tells the cover
   * @param points that tell one
   * @param pointsOutside of the grids of all maps
   * @param pointsWithoutClass within a grid, but only where maps have no data
   * @param polygons that tell a cover
   * @param polygonsWithoutPixel that hold the centre of no pixel with a class
   */
  public record Places(
      String attribute,
      int points,
      int pointsOutside,
      int pointsWithoutClass,
      int polygons,
      int polygonsWithoutPixel) {
    /** Those of two documents together. */
    public Places plus(Places other) {
      return new Places(
          attribute,
          points + other.points,
          pointsOutside + other.pointsOutside,
          pointsWithoutClass + other.pointsWithoutClass,
          polygons + other.polygons,
          polygonsWithoutPixel + other.polygonsWithoutPixel);
    }
  }

  /**
   * A class of the maps.
   *
   * @param label from 1
   * @param name that it has
   * @param color as #rrggbb, if it is known
   * @param pixels compared
   * @param oneToOne cover in the best one-to-one assignment; null if it gets none
   * @param manyToOne cover that most of its pixels have; null if none was compared
   */
  public record ClassEntry(
      @JsonProperty("class") int label,
      String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) String color,
      long pixels,
      String oneToOne,
      String manyToOne) {
    /** The cover in one of the assignments. */
    public String cover(boolean best) {
      return best ? oneToOne : manyToOne;
    }
  }

  /**
   * A cover of the ground.
   *
   * @param code in a raster; null if covers have names only
   * @param name for people
   * @param pixels compared
   */
  public record Cover(Integer code, String name, long pixels) {}

  /**
   * Figures of one table.
   *
   * @param pixels compared; a point is one, and so is each pixel of a polygon
   * @param confusion pixels of each class (row) and cover
   * @param purity share of the pixels that have the most frequent cover of their class
   * @param normalizedMutualInformation of class and cover, by the mean of their entropies
   * @param adjustedRand index of Hubert and Arabie
   * @param oneToOne under the best one-to-one assignment
   * @param manyToOne with each class taken for the cover that most of its pixels have
   */
  public record Figures(
      long pixels,
      List<long[]> confusion,
      Double purity,
      Double normalizedMutualInformation,
      Double adjustedRand,
      Accuracy oneToOne,
      Accuracy manyToOne) {}

  /**
   * How well classes tell covers, once each class is taken for one.
   *
   * @param overall share of the pixels whose class is taken for their cover
   * @param kappa Cohen's
   * @param covers in their order
   */
  public record Accuracy(Estimate overall, Double kappa, List<CoverAccuracy> covers) {}

  /**
   * How well one cover is told. Both intervals are Wilson's.
   *
   * @param users of the pixels that are taken for it, the share that are
   * @param producers of its pixels, the share that are taken for it
   */
  public record CoverAccuracy(Estimate users, Estimate producers) {}

  /**
   * A map by itself.
   *
   * @param name of its scene
   * @param date of acquisition, ISO 8601; null if it is not known
   * @param reference that it was compared with
   * @param figures with the assignments of all maps together
   * @param areas estimated; null where the reference is no sample, or the sample is too small
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MapEntry(
      String name, String date, String reference, Figures figures, AreaEstimates areas) {}

  /**
   * What a sample tells of the whole map, by the stratified estimators of P. Olofsson et al., "Good
   * practices for estimating area and assessing accuracy of land change", Remote Sensing of
   * Environment 148, 2014, doi:10.1016/j.rse.2014.02.015; strata are the classes. Intervals are
   * 1.96 standard errors, cut off at 0 and 1.
   *
   * @param squareKilometres of all classes of the map
   * @param overall accuracy of the whole map with classes taken many to one (equations 1 and 5)
   * @param covers in their order
   */
  public record AreaEstimates(double squareKilometres, Estimate overall, List<CoverArea> covers) {}

  /**
   * The area of a cover (equations 9 to 11).
   *
   * @param share of the area of the map
   * @param squareKilometres the same in km²
   * @param squareKilometresError standard error of that, before the interval is cut off
   */
  public record CoverArea(
      Estimate share, Estimate squareKilometres, double squareKilometresError) {}

  /** The document: indented text, with a line break at its end. */
  public String json() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values are always written
    }
  }
}
