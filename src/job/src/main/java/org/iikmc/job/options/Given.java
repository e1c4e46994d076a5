/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.read.FileAddress;

/**
 * The values of options in one request, checked: the only place where texts of users are read.
 * Immutable.
 */
public final class Given {
  private final Door door;
  private final Map<Option<?>, Object> values = new LinkedHashMap<>();

  /**
   * Reads values.
   *
   * @param texts by the name of the option; null and blank ones count as absent
   * @throws InputException for the first, in the order of the options, that is none of its option,
   *     or is missing
   */
  public Given(Door door, Map<String, String> texts) {
    this.door = door;
    for (Option<?> option : Options.of(door)) {
      String text = texts.get(option.name());
      if (text != null && !text.isBlank()) {
        values.put(option, parsed(option, text.strip()));
      } else if (option.isRequired()) {
        throw new InputException(
            Problem.option(option.name()), " is missing; give " + option.kind().expected() + ".");
      }
    }
  }

  private static <T> T parsed(Option<T> option, String text) {
    return option
        .kind()
        .parse(text)
        .orElseThrow(() -> refused(option, text, option.kind().expected()));
  }

  /** The problem of a value that is none of its option. */
  public static InputException refused(Option<?> option, String found, String expected) {
    return new InputException(
        Problem.refused(option.name(), new FileAddress(found).shown(), expected), null);
  }

  /** Where the values were given. */
  public Door door() {
    return door;
  }

  /** The value that was given, even if it is the default. */
  @SuppressWarnings("unchecked") // parsed() has put it there
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable((T) values.get(option));
  }

  /**
   * The value that was given, or else the default.
   *
   * @throws java.util.NoSuchElementException if there is neither
   */
  public <T> T get(Option<T> option) {
    return orStandard(option).orElseThrow();
  }

  private <T> Optional<T> orStandard(Option<T> option) {
    return find(option).or(() -> option.standard().map(text -> parsed(option, text)));
  }

  /**
   * Names and values for the report of a run, in the order of the options.
   *
   * @param topics of which the report speaks
   * @param known texts of options that stand for more than was given
   */
  public Map<String, String> report(Set<Topic> topics, Map<Option<?>, String> known) {
    Map<String, String> report = new LinkedHashMap<>();
    for (Option<?> option : Options.of(door)) {
      if (topics.contains(option.topic())) {
        reported(option)
            .map(text -> known.getOrDefault(option, text))
            .ifPresent(text -> report.put(option.hyphenated(), text));
      }
    }
    return report;
  }

  private <T> Optional<String> reported(Option<T> option) {
    return option.reportedAs(door, orStandard(option)).map(text -> new FileAddress(text).shown());
  }
}
