/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.legend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.document.JsonDocument;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.style.HexColor;

/**
 * The contract of {@code legend.json}, as {@code legend.schema.json} beside this class says it. A
 * component that a document may leave out is null where it is left out.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param classes in any order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonLegend(String format, Integer version, List<JsonEntry> classes) {
  /** What the document is called beside a run's maps. */
  public static final String FILE = "legend.json";

  private static final String FORMAT = "iikmc-legend";
  private static final int VERSION = 1;

  /** Ends a sentence about a text that is none. */
  static final String NO_COLOR = "\", but must be #rrggbb, such as #1f78b4";

  private static final JsonDocument<JsonLegend> DOCUMENT =
      new JsonDocument<>(JsonLegend.class, "legend", "Give a legend.json or legend.csv.");

  /**
   * A class.
   *
   * @param label from 1
   * @param name for people
   * @param color as #rrggbb or #rgb
   * @param group that it is one of
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record JsonEntry(
      @JsonProperty("class") Integer label, String name, String color, String group) {}

  /** The document of a legend. */
  public static JsonLegend of(Legend legend) {
    return new JsonLegend(
        FORMAT,
        VERSION,
        legend.entries().stream()
            .map(
                entry ->
                    new JsonEntry(
                        entry.label(),
                        entry.name(),
                        entry.color().map(HexColor::text).orElse(null),
                        entry.group().orElse(null)))
            .toList());
  }

  /** Indented text of a legend, with a line break at its end. */
  public static String write(Legend legend) {
    return DOCUMENT.text(of(legend));
  }

  /**
   * Reads a document.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @throws InputException if it is no usable legend
   */
  public static Legend parse(String text, Object origin) {
    return DOCUMENT.parse(text, origin).checked(origin);
  }

  /**
   * The legend that this document means.
   *
   * @param origin where it comes from, for messages
   * @throws InputException if it means none
   */
  public Legend checked(Object origin) {
    check(FORMAT.equals(format), origin, "it does not say \"format\": \"" + FORMAT + "\"");
    check(
        version != null && version == VERSION,
        origin,
        "its version is " + version + ", but this program reads version " + VERSION);
    check(classes != null && !classes.isEmpty(), origin, "\"classes\" must be a list of classes");
    for (int i = 0; i < classes.size(); i++) {
      check(classes.get(i), i, origin);
    }
    try {
      return new Legend(classes.stream().map(JsonLegend::entry).toList());
    } catch (InputException e) {
      throw new InputException(Problem.of(origin, ": ", e.problem()), e);
    }
  }

  private static void check(JsonEntry each, int index, Object origin) {
    check(
        each != null && each.label() != null,
        origin,
        "\"classes[" + index + "]\" lacks its \"class\", a number from 1");
    check(each.name() != null, origin, "class " + each.label() + " lacks its \"name\"");
    check(
        each.color() == null || HexColor.parse(each.color()).isPresent(),
        origin,
        "the colour of class " + each.label() + " is \"" + each.color() + NO_COLOR);
  }

  private static Legend.Entry entry(JsonEntry each) {
    return new Legend.Entry(
        each.label(),
        each.name(),
        Optional.ofNullable(each.color()).flatMap(HexColor::parse),
        Optional.ofNullable(each.group()));
  }

  private static void check(boolean ok, Object origin, String problem) {
    if (!ok) {
      throw DOCUMENT.unusable(origin, problem);
    }
  }
}
