/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.document.JsonDocument;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.style.HexColor;

/**
 * The contract of {@code signatures.json}, as {@code signatures.schema.json} beside this class says
 * it. A component that a document may leave out is null where it is left out.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #PLAIN_VERSION}; {@value #VERSION} if values are harmonised or the metric
 *     is another than Euclidean, which readers of the first version would not heed
 * @param bands names, in the order of the values
 * @param sensor what recorded the scenes
 * @param wavelengths of the bands, in nanometres
 * @param numbers of the bands in the coverage that they are from, from 1
 * @param harmonization how scenes come into the values of the classes; left out where values are as
 *     they are stored and distances Euclidean
 * @param classes in the order of their labels
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JsonSignatures(
    String format,
    Integer version,
    List<String> bands,
    String sensor,
    List<Double> wavelengths,
    List<Integer> numbers,
    JsonHarmonization harmonization,
    List<JsonClass> classes) {
  private static final String FORMAT = "iikmc-signatures";
  private static final int PLAIN_VERSION = 1;
  private static final int VERSION = 2;
  private static final int MOST_BANDS = 4096;

  static final JsonDocument<JsonSignatures> DOCUMENT =
      new JsonDocument<>(JsonSignatures.class, "signatures file", "Give a signatures.json.");

  /**
   * A class.
   *
   * @param label from 1
   * @param name for people
   * @param color as #rrggbb
   * @param group that it is one of
   * @param pixels that it got
   * @param mean by band, harmonised
   * @param spread standard deviation by band
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record JsonClass(
      @JsonProperty("class") Integer label,
      String name,
      String color,
      String group,
      Long pixels,
      List<Double> mean,
      List<Double> spread) {}

  /** The document of a set. */
  public static JsonSignatures of(SignatureSet set) {
    List<JsonClass> classes = new ArrayList<>();
    for (int c = 0; c < set.k(); c++) {
      SignatureSet.ClassSignature each = set.classes().get(c);
      classes.add(
          new JsonClass(
              c + 1,
              each.name(),
              HexColor.text(each.color()),
              each.group().orElse(null),
              each.pixels(),
              list(each.mean()),
              list(each.spread())));
    }
    return of(set, classes);
  }

  /** The same with what is needed to classify and no more. */
  static JsonSignatures brief(SignatureSet set) {
    return of(
        set,
        set.classes().stream()
            .map(each -> new JsonClass(null, null, null, null, null, list(each.mean()), null))
            .toList());
  }

  private static JsonSignatures of(SignatureSet set, List<JsonClass> classes) {
    return new JsonSignatures(
        FORMAT,
        set.harmonization().isNone() ? PLAIN_VERSION : VERSION,
        set.bands(),
        set.sensor().orElse(null),
        set.wavelengths().isEmpty() ? null : set.wavelengths(),
        set.numbers().isEmpty() ? null : set.numbers(),
        set.harmonization().isNone() ? null : JsonHarmonization.of(set.harmonization()),
        classes);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /**
   * The set that this document means.
   *
   * @param origin where it comes from, for messages
   * @throws InputException if it means none
   */
  public SignatureSet checked(Object origin) {
    check(FORMAT.equals(format), origin, "it does not say \"format\": \"" + FORMAT + "\"");
    check(
        version != null && version >= PLAIN_VERSION && version <= VERSION,
        origin,
        "its version is " + version + ", but this program reads versions 1 and " + VERSION);
    check(
        (version == VERSION) == (harmonization != null),
        origin,
        "\"harmonization\" must be there in version " + VERSION + ", and not before");
    check(
        bands != null && !bands.isEmpty() && bands.size() <= MOST_BANDS,
        origin,
        "\"bands\" must be a list of names");
    check(
        bands.stream().noneMatch(name -> name == null || name.isBlank())
            && new HashSet<>(bands).size() == bands.size(),
        origin,
        "\"bands\" must be a list of different names, but has " + String.join(", ", bands));
    checkWavelengths(origin);
    checkNumbers(origin);
    int k = classes == null ? 0 : classes.size();
    check(
        k >= 1 && k <= KMeansSettings.MAX_CLASSES,
        origin,
        "it must have 1 to " + KMeansSettings.MAX_CLASSES + " classes, but has " + k);
    List<SignatureSet.ClassSignature> signatures = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      check(classes.get(c) != null, origin, "class " + (c + 1) + " is null");
      signatures.add(signature(classes.get(c), c + 1, origin));
    }
    SignatureSet set =
        new SignatureSet(
            bands,
            Optional.ofNullable(sensor),
            wavelengths == null ? List.of() : wavelengths,
            numbers == null ? List.of() : numbers,
            harmonization == null
                ? Harmonization.none(bands.size())
                : harmonization.checked(bands.size(), origin),
            signatures);
    try {
      set.legend();
    } catch (InputException e) {
      throw new InputException(Problem.of(origin, ": ", e.problem()), e);
    }
    return set;
  }

  private void checkWavelengths(Object origin) {
    if (wavelengths != null) {
      check(
          wavelengths.size() == bands.size()
              && wavelengths.stream()
                  .allMatch(value -> value != null && value > 0 && Double.isFinite(value)),
          origin,
          "\"wavelengths\" must be a number of nanometres for each band");
    }
  }

  private void checkNumbers(Object origin) {
    if (numbers != null) {
      check(
          numbers.size() == bands.size()
              && new HashSet<>(numbers).size() == bands.size()
              && numbers.stream().allMatch(value -> value != null && value > 0),
          origin,
          "\"numbers\" must be different whole numbers from 1, one for each band");
    }
  }

  private SignatureSet.ClassSignature signature(JsonClass each, int label, Object origin) {
    check(
        each.label() == null || each.label() == label,
        origin,
        "class " + label + " is numbered " + each.label() + "; classes must be in order");
    String color = each.color() == null ? "#808080" : each.color();
    check(color.matches("#[0-9a-fA-F]{6}"), origin, "class " + label + " has no colour #rrggbb");
    return new SignatureSet.ClassSignature(
        each.name() == null || each.name().isBlank() ? "Class " + label : each.name(),
        Color.decode(color),
        Optional.ofNullable(each.group()),
        each.pixels() == null ? 0 : Math.max(0, each.pixels()),
        numbers(each.mean(), label, "mean", origin),
        each.spread() == null
            ? new double[bands.size()]
            : numbers(each.spread(), label, "spread", origin));
  }

  private double[] numbers(List<Double> given, int label, String what, Object origin) {
    List<Double> values = given == null ? Collections.emptyList() : given;
    check(
        values.size() == bands.size(),
        origin,
        "class "
            + label
            + " has "
            + values.size()
            + " values of "
            + what
            + " for "
            + bands.size()
            + " bands");
    // Pixels are at most float32, and so is what they are compared with.
    check(
        values.stream().allMatch(value -> value != null && Math.abs(value) <= Float.MAX_VALUE),
        origin,
        "the " + what + " of class " + label + " must be numbers, but is " + values);
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static void check(boolean ok, Object origin, String problem) {
    if (!ok) {
      throw unusable(origin, problem);
    }
  }

  static InputException unusable(Object origin, String problem) {
    return DOCUMENT.unusable(origin, problem);
  }
}
