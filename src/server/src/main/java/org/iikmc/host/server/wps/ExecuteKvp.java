/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;

/**
 * Reads an Execute request in the parameters of a GET: {@code
 * DataInputs=k=8;layers=a;aoi=POLYGON(…)@mimeType=application/wkt}. In a value ; @ and % are
 * written %3B, %40 and %25, encoded once more as all of the query is.
 */
final class ExecuteKvp {
  private ExecuteKvp() {}

  static ExecuteRequest read(Parameters parameters) {
    List<ExecuteRequest.Input> inputs = new ArrayList<>();
    for (String part : split(parameters.get("DataInputs").orElse(""))) {
      inputs.add(input(part));
    }
    return new ExecuteRequest(parameters.require("Identifier"), inputs, form(parameters));
  }

  private static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    for (String part : list.split(";")) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static ExecuteRequest.Input input(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw OwsException.invalid(
          "DataInputs", "The input '" + text + "' has no value; write name=value.");
    }
    String name = text.substring(0, equals);
    String[] parts = text.substring(equals + 1).split("@", -1);
    String value = decode(parts[0]);
    Map<String, String> attributes = attributes(parts);
    String href = attributes.getOrDefault("xlink:href", attributes.get("href"));
    Optional<String> mime = Optional.ofNullable(attributes.get("mimetype"));
    if (href != null) {
      return new ExecuteRequest.Input(
          name, new ExecuteRequest.ReferenceValue(href, mime, Optional.empty()));
    }
    if (attributes.isEmpty()) {
      return new ExecuteRequest.Input(name, new ExecuteRequest.LiteralValue(value));
    }
    return new ExecuteRequest.Input(
        name,
        new ExecuteRequest.ComplexValue(
            mime, Optional.ofNullable(attributes.get("encoding")), value, Optional.empty()));
  }

  private static Map<String, String> attributes(String[] parts) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        attributes.put(
            parts[i].substring(0, equals).toLowerCase(Locale.ROOT),
            decode(parts[i].substring(equals + 1)));
      }
    }
    return attributes;
  }

  /** Not what decodes a query: there, the ++ of kmeans++ would be blanks. */
  private static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (encoded[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(encoded[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  private static ExecuteRequest.Form form(Parameters parameters) {
    Optional<String> raw = parameters.get("RawDataOutput");
    if (raw.isPresent()) {
      return new ExecuteRequest.RawForm(choice(raw.get()));
    }
    return new ExecuteRequest.DocumentForm(
        split(parameters.get("ResponseDocument").orElse("")).stream()
            .map(ExecuteKvp::choice)
            .toList(),
        flag(parameters, "storeExecuteResponse"),
        flag(parameters, "lineage"));
  }

  private static ExecuteRequest.OutputChoice choice(String text) {
    String[] parts = text.split("@", -1);
    Map<String, String> attributes = attributes(parts);
    return new ExecuteRequest.OutputChoice(
        parts[0].strip(),
        Optional.ofNullable(attributes.get("mimetype")),
        Boolean.parseBoolean(attributes.getOrDefault("asreference", "false")));
  }

  private static boolean flag(Parameters parameters, String name) {
    return parameters.get(name).map(Boolean::parseBoolean).orElse(false);
  }
}
