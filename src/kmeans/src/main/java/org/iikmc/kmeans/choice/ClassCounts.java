/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * One number of classes, or several of which one is to be chosen.
 *
 * @param from the first, at least 1
 * @param to no number is above it; at least {@code from}, and at most {@value
 *     KMeansSettings#MAX_CLASSES}
 * @param step from one number to the next, at least 1
 */
public record ClassCounts(int from, int to, int step) {
  /** What a text of {@link #parse} is: completes "must be". */
  public static final String EXPECTED =
      "a whole number from 1 to "
          + KMeansSettings.MAX_CLASSES
          + ", or a range such as 4..16 or 4..32:4";

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,9})(?:\\s*\\.\\.\\s*(\\d{1,9})(?:\\s*:\\s*(\\d{1,9}))?)?");

  /**
   * @throws InputException if there is no such number
   */
  public ClassCounts {
    String text = text(from, to, step);
    if (from < 1 || Math.max(from, to) > KMeansSettings.MAX_CLASSES) {
      throw refused(text, EXPECTED);
    }
    if (to < from) {
      throw refused(text, "a range that rises, such as " + text(to, from, step));
    }
    if (step < 1) {
      throw refused(text, "a range with a step from 1 on, such as " + text(from, to, 1));
    }
  }

  /** One number. */
  public static ClassCounts of(int k) {
    return new ClassCounts(k, k, 1);
  }

  /**
   * Reads what a user wrote: {@code 8}, {@code 4..16} or {@code 4..32:4}.
   *
   * @throws InputException if it is none of these
   */
  public static ClassCounts parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw refused(text, EXPECTED);
    }
    int from = Integer.parseInt(parts.group(1));
    return new ClassCounts(
        from,
        parts.group(2) == null ? from : Integer.parseInt(parts.group(2)),
        parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3)));
  }

  private static InputException refused(String text, String expected) {
    return new InputException(Problem.refused("k", text, expected), null);
  }

  /** Whether there is nothing to choose. */
  public boolean isOne() {
    return last() == from;
  }

  /** The greatest of the numbers. */
  public int last() {
    return to - (to - from) % step;
  }

  /** Whether these are the same numbers as others, however they are written. */
  public boolean isSame(ClassCounts other) {
    return numbers().equals(other.numbers());
  }

  /** The numbers, ascending. */
  public List<Integer> numbers() {
    return IntStream.iterate(from, k -> k <= to, k -> k + step).boxed().toList();
  }

  private static String text(int from, int to, int step) {
    return from == to && step == 1
        ? Integer.toString(from)
        : from + ".." + to + (step == 1 ? "" : ":" + step);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return text(from, to, step);
  }
}
