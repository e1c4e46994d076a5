/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.iikmc.kmeans.choice.ClassCounts;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.FileAddress;

/**
 * The values that an option can have. Immutable.
 *
 * @param <T> of a value
 * @param form what sort of value it is, for hosts that make widgets and types of it
 * @param label stands for the value in a usage text
 * @param expected what a value must be: completes "must be"
 * @param min least number; empty if there is no such
 * @param max greatest number, likewise
 * @param choices all values; empty if they can't be listed
 * @param parser gives the value of a text; empty, or a {@link NumberFormatException}, if it is
 *     none, or an {@link InputException} that says more than {@code expected}
 */
public record Kind<T>(
    Form form,
    String label,
    String expected,
    OptionalDouble min,
    OptionalDouble max,
    List<String> choices,
    Function<String, Optional<T>> parser) {

  /** A sort of value. */
  public enum Form {
    WHOLE,
    /** A whole number, or a range of them. */
    COUNTS,
    NUMBER,
    FLAG,
    CHOICE,
    TEXT,
    /** Texts with commas between them. */
    TEXTS,
    SIZE,
    PATH,
    /** Layers or files of scenes, or coverages: each host has its own. */
    SCENES,
    SCENE,
    COVERAGES,
    COVERAGE,
    /** Layers or files of classified maps. */
    MAPS,
    /** What is known of the ground: a document, or a layer. */
    REFERENCE,
    /** A set of signatures. */
    SIGNATURES,
    /** Names, colours and groups of classes: a document. */
    LEGEND,
    /** A polygon. */
    AREA
  }

  private static final long LEAST_SIZE = 1 << 20;

  /** What is written for no word at all. */
  static final String NONE = "none";

  /** The same values with another word in usage texts. */
  Kind<T> labelled(String word) {
    return new Kind<>(form, word, expected, min, max, choices, parser);
  }

  /** Whole numbers in a range. */
  static Kind<Integer> whole(int min, int max) {
    return numbers(
        Form.WHOLE,
        "N",
        max == Integer.MAX_VALUE
            ? "a whole number from " + min + " on"
            : "a whole number from " + min + " to " + max,
        OptionalDouble.of(min),
        max == Integer.MAX_VALUE ? OptionalDouble.empty() : OptionalDouble.of(max),
        Integer::parseInt,
        n -> n >= min && n <= max);
  }

  /** Widths of windows around a pixel, and 0 for none. */
  static Kind<Integer> window(int most) {
    return numbers(
        Form.WHOLE,
        "PIXELS",
        "0 or an odd number from 3 to " + most,
        OptionalDouble.of(0),
        OptionalDouble.of(most),
        Integer::parseInt,
        n -> n == 0 || n >= 3 && n <= most && n % 2 == 1);
  }

  /** Whole numbers, negative ones too. */
  static Kind<Long> whole() {
    return numbers(
        Form.WHOLE,
        "N",
        "a whole number",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Long::parseLong,
        n -> true);
  }

  /** A number of classes, or a range of them. */
  static Kind<ClassCounts> classCounts() {
    return other(
        Form.COUNTS, "N|N..N", ClassCounts.EXPECTED, text -> Optional.of(ClassCounts.parse(text)));
  }

  /** Numbers from {@code min} to {@code max}, of which both may be infinite. */
  static Kind<Double> number(double min, double max, String label, String expected) {
    return numbers(
        Form.NUMBER,
        label,
        expected,
        bound(min),
        bound(max),
        Kind::decimal,
        x -> x >= min && x <= max);
  }

  /** Numbers above 0, up to and with 1. */
  static Kind<Double> shareAboveZero() {
    return numbers(
        Form.NUMBER,
        "SHARE",
        "a share above 0 and at most 1",
        OptionalDouble.of(0),
        OptionalDouble.of(1),
        Kind::decimal,
        x -> x > 0 && x <= 1);
  }

  /** A value of pixels, which can be NaN. */
  static Kind<Double> pixelValue() {
    return numbers(
        Form.NUMBER,
        "VALUE",
        "a number",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        text -> text.equalsIgnoreCase("nan") ? Double.NaN : decimal(text),
        x -> !(Math.abs(x) > Float.MAX_VALUE));
  }

  private static <N extends Number> Kind<N> numbers(
      Form form,
      String label,
      String expected,
      OptionalDouble min,
      OptionalDouble max,
      Function<String, N> parse,
      Predicate<N> allowed) {
    return new Kind<>(
        form,
        label,
        expected,
        min,
        max,
        List.of(),
        text -> Optional.of(parse.apply(text)).filter(allowed));
  }

  private static OptionalDouble bound(double value) {
    return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** NaN and infinities are no numbers here, hexadecimal ones and type suffixes neither. */
  private static double decimal(String text) {
    return text.length() > 40 ? Double.NaN : new BigDecimal(text).doubleValue();
  }

  /** Days of the calendar, as ISO 8601 writes them. */
  static Kind<LocalDate> date() {
    return new Kind<>(
        Form.TEXT,
        "DATE",
        "a date such as 2018-04-05",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        text -> {
          try {
            return Optional.of(LocalDate.parse(text));
          } catch (DateTimeParseException e) {
            return Optional.empty();
          }
        });
  }

  /** True or false; a command is given the name of the option alone for true. */
  static Kind<Boolean> flag() {
    return new Kind<>(
        Form.FLAG,
        "",
        "true or false",
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of("true", "false"),
        text ->
            text.equalsIgnoreCase("true")
                ? Optional.of(true)
                : text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty());
  }

  /** The constants of an enum, written in lower case. */
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return choice(
        names,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst());
  }

  /** Words. */
  static Kind<String> choice(String... words) {
    List<String> all = List.of(words);
    return choice(all, text -> all.stream().filter(text::equalsIgnoreCase).findFirst());
  }

  /** Words, or another text, of which the label says what it is. */
  static Kind<String> choiceOr(String other, String... words) {
    return new Kind<>(
        Form.CHOICE,
        String.join("|", words) + "|" + other,
        "one of " + String.join(", ", words),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(words),
        Optional::of);
  }

  private static <T> Kind<T> choice(List<String> words, Function<String, Optional<T>> parser) {
    return new Kind<>(
        Form.CHOICE,
        String.join("|", words),
        "one of " + String.join(", ", words),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        words,
        parser);
  }

  /** Any text. */
  static Kind<String> text(String label) {
    return other(Form.TEXT, label, "a text", Optional::of);
  }

  /**
   * Some of the constants of an enum, written as they call themselves with commas between them, or
   * {@code none}.
   *
   * @param all that can be chosen
   */
  static <E extends Enum<E>> Kind<Set<E>> some(Set<E> all) {
    Map<String, E> byName = new LinkedHashMap<>();
    all.forEach(constant -> byName.put(constant.toString(), constant));
    return other(
        Form.TEXTS,
        "LIST",
        NONE + ", or some of " + String.join(", ", byName.keySet()) + " with commas between them",
        text -> {
          Set<E> chosen = new LinkedHashSet<>();
          if (!text.equalsIgnoreCase(NONE)) {
            for (String word : text.split(",", -1)) {
              chosen.add(byName.get(word.strip().toLowerCase(Locale.ROOT)));
            }
          }
          return chosen.contains(null) ? Optional.empty() : Optional.of(chosen);
        });
  }

  /** A text of a pattern. */
  static Kind<String> text(String label, Pattern pattern, String expected) {
    return other(
        Form.TEXT, label, expected, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
  }

  /** Texts with commas between them. */
  static Kind<List<String>> texts(String label) {
    return other(
        Form.TEXTS,
        label,
        "names with commas between them",
        text -> Optional.of(Arrays.stream(text.split(",")).map(String::strip).toList()));
  }

  /** Bytes of memory. */
  static Kind<Long> size() {
    return other(
        Form.SIZE,
        "SIZE",
        "an amount of memory, for example 512m or 2g",
        text -> ByteSize.parse(text).filter(bytes -> bytes >= LEAST_SIZE));
  }

  /** A file or a folder, by its {@linkplain FileAddress address}. */
  static Kind<Path> path(String label) {
    return other(
        Form.PATH,
        label,
        "a path",
        text -> {
          try {
            return Optional.of(new FileAddress(text).path());
          } catch (InputException e) {
            return Optional.empty();
          }
        });
  }

  /** What each host reads in its own way. */
  static Kind<String> of(Form form, String label) {
    return other(form, label, "a text", Optional::of);
  }

  private static <T> Kind<T> other(
      Form form, String label, String expected, Function<String, Optional<T>> parser) {
    return new Kind<>(
        form, label, expected, OptionalDouble.empty(), OptionalDouble.empty(), List.of(), parser);
  }

  /** The value of a text; empty if it is none of this kind. */
  Optional<T> parse(String text) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
