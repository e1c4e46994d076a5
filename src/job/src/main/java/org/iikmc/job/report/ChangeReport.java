/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.style.HexColor;

/**
 * What became of classes between dates, and the contract of {@code changes.json}, as {@code
 * changes.schema.json} beside this class says it. Areas are on the ellipsoid; they are null of maps
 * without a reference system.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param created when it was computed, ISO 8601 in UTC
 * @param settings names and values of the options
 * @param classes of the maps; classes of one name are one here
 * @param values of the rasters of change, from 1 on, the same in all of them; 0 is no data
 * @param notes for the user, in sentences
 * @param pairs in the order of time
 * @param published what the rasters were published as; null if they were not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeReport(
    String format,
    int version,
    String created,
    Map<String, String> settings,
    List<ClassEntry> classes,
    List<ValueEntry> values,
    List<String> notes,
    List<PairEntry> pairs,
    JsonReport.Published published) {
  /** Name of the file. */
  public static final String FILE = "changes.json";

  private static final String FORMAT = "iikmc-changes";
  private static final int VERSION = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A report in the present version of the contract, of what is not published. */
  public ChangeReport(
      String created,
      Map<String, String> settings,
      List<ClassEntry> classes,
      List<ValueEntry> values,
      List<String> notes,
      List<PairEntry> pairs) {
    this(FORMAT, VERSION, created, settings, classes, values, notes, pairs, null);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is none of these
   */
  public static ChangeReport read(Path file) throws IOException {
    return MAPPER.readValue(file.toFile(), ChangeReport.class);
  }

  /** The same, and what the rasters were published as. */
  public ChangeReport published(PublishedSeries series) {
    JsonReport.Published as = JsonReport.Published.of(series);
    return new ChangeReport(format, version, created, settings, classes, values, notes, pairs, as);
  }

  /**
   * The values as classes, so that rasters of change are kept and drawn like maps of classes: of a
   * single band, whose values are those of the raster.
   */
  public SignatureSet signatures() {
    List<SignatureSet.ClassSignature> signatures = new ArrayList<>();
    for (ValueEntry each : values) {
      signatures.add(
          new SignatureSet.ClassSignature(
              each.name(),
              HexColor.parse(each.color()).orElse(Color.GRAY),
              each.pixels(),
              new double[] {each.value()},
              new double[1]));
    }
    return new SignatureSet(List.of("change"), signatures);
  }

  /**
   * A class of the maps.
   *
   * @param label its lowest, from 1
   * @param labels all that have its name
   * @param color as #rrggbb
   */
  public record ClassEntry(
      @JsonProperty("class") int label, List<Integer> labels, String name, String color) {}

  /**
   * A value of the rasters of change.
   *
   * @param from label of the class that the pixels had; null unless the value is one change
   * @param to likewise the class that they have
   * @param name for people, such as "forest → water"
   * @param color as #rrggbb
   * @param pixels of all pairs together
   */
  public record ValueEntry(
      int value, Integer from, Integer to, String name, String color, long pixels) {}

  /**
   * Two maps, of which one follows the other.
   *
   * @param name that its outputs have
   * @param raster of the change, on the grid of the first map: its file
   * @param crs code or name of the reference system of the first map; null without one
   * @param pixels that both have a class of
   * @param changedPixels of these, those whose class is another
   * @param squareKilometres of the pixels
   * @param changedSquareKilometres of those that changed
   * @param beforeOnlyPixels that only the first map has a class of
   * @param afterOnlyPixels that only the second map has a class of
   * @param transitions from class to class, which may be the same; only those that occur
   */
  public record PairEntry(
      MapEntry from,
      MapEntry to,
      String name,
      String raster,
      String crs,
      long pixels,
      long changedPixels,
      Double squareKilometres,
      Double changedSquareKilometres,
      long beforeOnlyPixels,
      long afterOnlyPixels,
      List<Transition> transitions) {
    /** What people call it. */
    public String title() {
      return from.title() + " → " + to.title();
    }

    /** The date of the second map. */
    public Optional<LocalDate> date() {
      return Optional.ofNullable(to.date()).map(LocalDate::parse);
    }

    /**
     * Pixels by value of the raster.
     *
     * @param values how many there are
     */
    public long[] pixelsOfValues(int values) {
      long[] pixels = new long[values];
      transitions.forEach(each -> pixels[each.value() - 1] += each.pixels());
      return pixels;
    }

    /** Likewise in km²; empty without a reference system. */
    public Optional<double[]> areasOfValues(int values) {
      double[] areas = new double[values];
      if (squareKilometres == null) {
        return Optional.empty();
      }
      transitions.forEach(each -> areas[each.value() - 1] += each.squareKilometres());
      return Optional.of(areas);
    }
  }

  /**
   * A map.
   *
   * @param name of its scene
   * @param date of acquisition, ISO 8601; null if it is not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MapEntry(String name, String date) {
    private String title() {
      return date == null ? name : date;
    }
  }

  /**
   * Pixels that went from a class to a class.
   *
   * @param from label
   * @param to label
   * @param share of the pixels that both maps have a class of
   * @param value of these pixels in the raster of change
   */
  public record Transition(
      int from, int to, long pixels, Double squareKilometres, double share, int value) {}

  /** The document: indented text, with a line break at its end. */
  public String json() {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values are always written
    }
  }
}
