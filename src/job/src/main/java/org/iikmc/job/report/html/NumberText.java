/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

import java.util.Locale;

/** Numbers for people: commas between thousands, a point before decimals, in every locale. */
final class NumberText {
  private NumberText() {}

  /** A whole number. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things with their name, which gets an s unless there is one. */
  static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** Percent of a share, 0…1, with more digits the smaller it is. */
  static String percent(double share) {
    if (!Double.isFinite(share)) {
      return "–";
    }
    double percent = 100 * share;
    int decimals = percent == 0 || percent >= 99.995 || percent <= -99.995 ? 0 : 1;
    if (percent > 0 && percent < 0.1) {
      decimals = percent < 0.001 ? 5 : 3;
    }
    return fixed(percent, decimals) + " %";
  }

  /** About four digits; powers of ten only below a millionth and above 10^15. */
  static String value(double number) {
    double size = Math.abs(number);
    if (!Double.isFinite(number)) {
      return "–";
    }
    if (size != 0 && (size < 1e-6 || size >= 1e15)) {
      return scientific(number);
    }
    int digits = size == 0 ? 0 : (int) Math.floor(Math.log10(size));
    return fixed(number, number == Math.rint(number) ? 0 : Math.max(0, Math.min(9, 3 - digits)));
  }

  /** About four digits in little room, with a power of ten from 10^9 on. */
  static String brief(double number) {
    return Math.abs(number) >= 1e9 && Double.isFinite(number) ? scientific(number) : value(number);
  }

  private static String scientific(double number) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(number)));
    return fixed(number / Math.pow(10, exponent), 3) + " " + power(exponent);
  }

  /** "× 10" with an exponent. */
  static String power(int exponent) {
    StringBuilder text = new StringBuilder("× 10").append(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return text.toString();
  }

  /** A fixed number of decimals. */
  static String fixed(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number + 0.0); // no "-0"
  }

  /** Seconds as one would say them. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return fixed(seconds, seconds < 10 ? 2 : 1) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? whole / 60 + " min " + whole % 60 + " s"
        : count(whole / 3600) + " h " + whole / 60 % 60 + " min";
  }

  /** A coordinate or length in an SVG drawing. */
  static String place(double units) {
    String text = String.format(Locale.ROOT, "%.1f", units);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
