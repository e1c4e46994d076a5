/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.iikmc.raster.xml.SafeXml;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A Landsat MTL file: keys and their values in named groups, in any of its three formats (USGS
 * LSDS-1414 and LSDS-1822). The same key can stand in several groups with other values: level 2
 * files repeat those of level 1.
 *
 * @param file its name, for messages
 * @param groups by name, key and value without quotes; of nested groups the innermost
 */
record LandsatMetadata(String file, Map<String, Map<String, String>> groups) {
  /**
   * Reads a file by its extension.
   *
   * @throws MetadataException if it can't be read, or has no group with a key
   */
  static LandsatMetadata read(MetadataFile file) throws MetadataException {
    LandsatMetadata metadata = new LandsatMetadata(file.name(), new HashMap<>());
    String name = file.name().toLowerCase(Locale.ROOT);
    if (name.endsWith(".xml")) {
      metadata.add(file.xml());
    } else if (name.endsWith(".json")) {
      metadata.add("", file.json());
    } else {
      metadata.add(file.text());
    }
    if (metadata.groups.isEmpty()) {
      throw new MetadataException(file.name() + " has no group of keys, as MTL files have");
    }
    return metadata;
  }

  private void add(String text) {
    String group = "";
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String key = line.substring(0, equals).strip();
      String value = line.substring(equals + 1).strip().replaceAll("^\"|\"$", "");
      if (key.equals("GROUP")) {
        group = value;
      } else if (!key.equals("END_GROUP")) {
        put(group, key, value);
      }
    }
  }

  private void add(Element root) {
    for (Element element : SafeXml.within(root, "*")) {
      if (!hasElement(element)) {
        put(
            element.getParentNode().getNodeName(),
            element.getNodeName(),
            element.getTextContent().strip());
      }
    }
  }

  private static boolean hasElement(Node element) {
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element) {
        return true;
      }
    }
    return false;
  }

  private void add(String group, JsonNode object) {
    object
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isObject()) {
                add(field.getKey(), field.getValue());
              } else {
                put(group, field.getKey(), field.getValue().asText().strip());
              }
            });
  }

  private void put(String group, String key, String value) {
    if (!group.isEmpty()) {
      groups.computeIfAbsent(group, g -> new HashMap<>()).put(key, value);
    }
  }

  /** A value in the first of these groups that has the key. */
  Optional<String> value(String key, List<String> in) {
    return in.stream()
        .map(group -> groups.getOrDefault(group, Map.of()).get(key))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * A number.
   *
   * @throws MetadataException if it is not there or no number; names key, group and file
   */
  double number(String key, List<String> in) throws MetadataException {
    return Numbers.of(required(key, in), key + " in " + file);
  }

  /** A number that is not 0. */
  double factor(String key, List<String> in) throws MetadataException {
    return Numbers.factor(required(key, in), key + " in " + file);
  }

  private String required(String key, List<String> in) throws MetadataException {
    return value(key, in)
        .orElseThrow(
            () ->
                new MetadataException(
                    file + " has no " + key + " in its group " + String.join(" or ", in)));
  }
}
