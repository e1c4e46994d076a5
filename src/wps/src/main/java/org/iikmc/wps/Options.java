/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The literal inputs of one request that are there. */
final class Options {
  private final Map<String, Literal> given = new LinkedHashMap<>();

  /**
   * Adds an input.
   *
   * @param text null or blank if the request lacks it
   */
  Options with(String name, String text) {
    if (text != null && !text.isBlank()) {
      given.put(name, new Literal(name, text));
    }
    return this;
  }

  Optional<Literal> get(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /** What a person may write into a report. */
  String text(String name, String otherwise) {
    return get(name).map(Literal::text).orElse(otherwise);
  }

  boolean flag(String name) {
    return get(name).map(Literal::flag).orElse(false);
  }
}
