/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request; their names have no case, as OGC services want it. Immutable. */
public final class Parameters {
  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** None. */
  public static Parameters none() {
    return new Parameters(Map.of());
  }

  /**
   * Of a query, without its question mark.
   *
   * @param query null for none
   * @throws OwsException if it can't be decoded
   */
  public static Parameters parse(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>()).add(value);
    }
    return new Parameters(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OwsException.invalid(
          "query",
          "The query can't be decoded; write % as %25 where it does not stand for a byte.");
    }
  }

  /** The first value of a parameter, unless it is blank. */
  public Optional<String> get(String name) {
    return all(name).stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
  }

  /** All values of a parameter. */
  public List<String> all(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * The value of a parameter that must be there.
   *
   * @throws OwsException if it is not
   */
  public String require(String name) {
    return get(name)
        .orElseThrow(
            () ->
                new OwsException(
                    "MissingParameterValue", name, "The parameter " + name + " is missing."));
  }
}
