/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.job.harmonize.RobustScaling;
import org.iikmc.job.harmonize.SceneMap;

/**
 * The part of {@code signatures.json} that says in what values the classes are. A component that
 * may be left out is null where it is.
 *
 * @param method none, reflectance, robust or relative
 * @param unit of the values, for people
 * @param reference the scene whose values the others were brought to
 * @param scenes of the series
 * @param median of the harmonised values, by band
 * @param range interquartile range of the harmonised values, by band
 * @param metric euclidean, within or change
 * @param matrix bands × bands, by which harmonised values are multiplied before distances are taken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JsonHarmonization(
    String method,
    String unit,
    String reference,
    List<JsonScene> scenes,
    List<Double> median,
    List<Double> range,
    String metric,
    List<List<Double>> matrix) {
  private static final int MOST_SCENES = 100_000;

  /**
   * How a scene was brought to these values: harmonised value = gain · stored value + offset.
   *
   * @param name of the scene
   * @param date of acquisition
   * @param width columns
   * @param height rows
   * @param place affine coefficients of the grid
   * @param gain by band
   * @param offset by band
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record JsonScene(
      String name,
      String date,
      Integer width,
      Integer height,
      List<Double> place,
      List<Double> gain,
      List<Double> offset) {}

  static JsonHarmonization of(Harmonization all) {
    List<JsonScene> scenes = new ArrayList<>();
    for (SceneMap each : all.scenes()) {
      scenes.add(
          new JsonScene(
              each.name(),
              each.date().map(LocalDate::toString).orElse(null),
              each.width(),
              each.height(),
              list(each.place()),
              list(each.gain()),
              list(each.offset())));
    }
    return new JsonHarmonization(
        name(all.method()),
        all.unit(),
        all.reference().orElse(null),
        scenes,
        all.statistics().map(figures -> list(figures.median())).orElse(null),
        all.statistics().map(figures -> list(figures.range())).orElse(null),
        name(all.metric()),
        Arrays.stream(all.matrix()).map(JsonHarmonization::list).toList());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** What this part means, or an exception as of {@link JsonSignatures#checked}. */
  Harmonization checked(int bands, Object origin) {
    HarmonizeMethod way = value(HarmonizeMethod.class, method, "harmonization.method", origin);
    JsonSignatures.check(
        way != HarmonizeMethod.AUTO, origin, "\"harmonization.method\" must say what was done");
    JsonSignatures.check(
        matrix != null && matrix.size() == bands,
        origin,
        "\"harmonization.matrix\" must have a row for each band");
    double[][] rows = new double[bands][];
    for (int b = 0; b < bands; b++) {
      rows[b] = numbers(matrix.get(b), bands, "matrix", origin);
    }
    List<SceneMap> maps = new ArrayList<>();
    JsonSignatures.check(
        scenes == null || scenes.size() <= MOST_SCENES, origin, "it has too many scenes");
    for (JsonScene each : scenes == null ? List.<JsonScene>of() : scenes) {
      maps.add(scene(each, bands, origin));
    }
    boolean byStatistics = way == HarmonizeMethod.ROBUST || way == HarmonizeMethod.RELATIVE;
    return new Harmonization(
        way,
        unit == null ? "" : unit,
        Optional.ofNullable(reference),
        maps,
        byStatistics
            ? Optional.of(
                new RobustScaling(
                    numbers(median, bands, "median", origin),
                    numbers(range, bands, "range", origin)))
            : Optional.empty(),
        value(MetricKind.class, metric, "harmonization.metric", origin),
        rows);
  }

  private static SceneMap scene(JsonScene each, int bands, Object origin) {
    JsonSignatures.check(
        each != null && each.name() != null && each.width() != null && each.height() != null,
        origin,
        "a scene of \"harmonization\" lacks its name or size");
    Optional<LocalDate> date = Optional.empty();
    if (each.date() != null) {
      try {
        date = Optional.of(LocalDate.parse(each.date()));
      } catch (DateTimeParseException e) {
        JsonSignatures.check(false, origin, "the date of scene " + each.name() + " is none");
      }
    }
    return new SceneMap(
        each.name(),
        date,
        each.width(),
        each.height(),
        numbers(each.place(), 6, "place", origin),
        numbers(each.gain(), bands, "gain", origin),
        numbers(each.offset(), bands, "offset", origin));
  }

  private static <E extends Enum<E>> E value(
      Class<E> type, String text, String what, Object origin) {
    for (E each : type.getEnumConstants()) {
      if (name(each).equals(text)) {
        return each;
      }
    }
    throw JsonSignatures.unusable(origin, "\"" + what + "\" is " + text);
  }

  private static double[] numbers(List<Double> values, int count, String what, Object origin) {
    JsonSignatures.check(
        values != null
            && values.size() == count
            && values.stream().allMatch(value -> value != null && Double.isFinite(value)),
        origin,
        "\"" + what + "\" of \"harmonization\" must be " + count + " numbers");
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
