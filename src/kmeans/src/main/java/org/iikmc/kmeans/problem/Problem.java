/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.problem;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One sentence for a user: what, where, and the remedy. Immutable.
 *
 * @param parts an {@link Option}, a {@link Path} and a {@link Problem} within this one are worded
 *     by the host; of all others the text is taken
 */
public record Problem(List<Object> parts) {
  private static final int SHOWN = 60;

  /** Names options in camel case, and files with their folders; for logs and Java callers. */
  private static final Wording PLAIN =
      new Wording() {
        @Override
        public String option(String name) {
          return name;
        }

        @Override
        public String option(String name, String value) {
          return name + "=" + value;
        }

        @Override
        public String file(Path file) {
          return file.toString();
        }
      };

  /**
   * An option that the sentence names.
   *
   * @param name in camel case
   * @param value that it should have, if one is named
   */
  public record Option(String name, Optional<String> value) {}

  public Problem {
    parts = List.copyOf(parts);
  }

  /** Of parts, in the order of the sentence. */
  public static Problem of(Object... parts) {
    return new Problem(Arrays.asList(parts));
  }

  /**
   * A value that is none of its option.
   *
   * @param name of the option, in camel case
   * @param found as the user wrote it
   * @param expected completes "must be"
   */
  public static Problem refused(String name, Object found, String expected) {
    String text = found.toString();
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return of(option(name), " is '", shown, "', but must be ", expected, ".");
  }

  /**
   * What another library says of a file, where its path may stand: it becomes a part, so that hosts
   * word it.
   */
  public static Problem quoting(String text, Path file) {
    int start = text.indexOf(file.toString());
    return start < 0
        ? of(text)
        : of(text.substring(0, start), file, text.substring(start + file.toString().length()));
  }

  /** An option, as a part. */
  public static Option option(String name) {
    return new Option(name, Optional.empty());
  }

  /** An option with the value that it should have, as a part. */
  public static Option option(String name, String value) {
    return new Option(name, Optional.of(value));
  }

  /** The sentence as a host words it. */
  public String in(Wording wording) {
    return wording.sentence(
        parts.stream().map(part -> worded(part, wording)).collect(Collectors.joining()));
  }

  private static String worded(Object part, Wording wording) {
    if (part instanceof Option option) {
      return option
          .value()
          .map(value -> wording.option(option.name(), value))
          .orElseGet(() -> wording.option(option.name()));
    }
    if (part instanceof Problem within) {
      return within.in(wording);
    }
    return part instanceof Path file ? wording.file(file) : part.toString();
  }

  @Override
  public String toString() {
    return in(PLAIN);
  }
}
