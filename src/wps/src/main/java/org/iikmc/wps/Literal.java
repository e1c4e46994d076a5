/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.iikmc.raster.InputException;

/**
 * A literal input, not believed yet.
 *
 * @param name of the input
 * @param text as the request has it
 */
record Literal(String name, String text) {
  private static final int SHOWN = 60;

  Literal {
    text = text.strip();
  }

  int wholeNumber(int min, int max) {
    return number(
        Integer::parseInt, n -> n >= min && n <= max, "a whole number from " + min + " to " + max);
  }

  long wholeNumber() {
    return number(Long::parseLong, n -> true, "a whole number");
  }

  double number(double min, double max, String meaning) {
    return number(Literal::decimal, x -> x >= min && x <= max, meaning);
  }

  /** NaN and infinities are no numbers here, hexadecimal ones and type suffixes neither. */
  private static double decimal(String text) {
    if (!text.matches("[-+0-9.eE]{1,40}")) {
      throw new NumberFormatException();
    }
    return Double.parseDouble(text);
  }

  private <N> N number(
      Function<String, N> parse, java.util.function.Predicate<N> allowed, String meaning) {
    try {
      N number = parse.apply(text);
      if (allowed.test(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused like a number out of range
    }
    throw refused(meaning);
  }

  boolean flag() {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused("true or false");
    };
  }

  /** A constant of an enum, written in lower case. */
  <E extends Enum<E>> E choice(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw refused(
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "one of ", "")));
  }

  String matching(Pattern pattern, String meaning) {
    if (!pattern.matcher(text).matches()) {
      throw refused(meaning);
    }
    return text;
  }

  InputException refused(String meaning) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new InputException(name + " is '" + shown + "', but must be " + meaning + ".");
  }
}
