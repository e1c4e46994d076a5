/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * An item, or a collection of items such as a search finds.
 *
 * @param items at least one, by date
 * @param isSingle whether it is an item itself, and lies where that belongs
 */
public record StacDocument(List<StacItem> items, boolean isSingle) {
  public StacDocument {
    items = List.copyOf(items);
  }

  /**
   * Parses a document.
   *
   * @param file that it was read from
   * @throws InputException if it is none, or of another kind or version
   */
  public static StacDocument parse(String text, Path file) {
    JsonNode root;
    try {
      root = JsonMapper.builder().build().readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputException(
          Problem.of(
              file,
              " can't be read as JSON ("
                  + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("").strip()
                  + "); give a STAC item, or what a search of a catalog found."),
          e);
    }
    String type = root.path("type").asText();
    if (type.equals("Catalog") || type.equals("Collection")) {
      throw new InputException(
          file,
          " is a STAC "
              + type
              + ", which only leads to items; give items, or what a search found.");
    }
    boolean single = StacItem.isItem(root);
    List<StacItem> items = new ArrayList<>();
    if (single) {
      items.add(item(root, file));
    } else if (type.equals("FeatureCollection") && root.path("features").isArray()) {
      for (JsonNode feature : root.path("features")) {
        items.add(item(feature, file));
      }
      if (items.isEmpty()) {
        throw new InputException(file, " holds no item; search for more.");
      }
    } else {
      throw new InputException(
          file,
          " is JSON, but neither a STAC item nor a collection of items; give one of these, or a"
              + " raster file.");
    }
    items.sort(Comparator.comparing(each -> each.date().orElse(LocalDate.MAX)));
    return new StacDocument(items, single);
  }

  private static StacItem item(JsonNode json, Path file) {
    StacItem item = new StacItem(json);
    if (!StacItem.isItem(json)) {
      throw new InputException(
          file, " holds a feature that is no STAC item; give items alone, with their assets.");
    }
    if (!item.version().startsWith("1.")) {
      throw new InputException(
          file,
          " is of STAC " + item.version() + ", but 1.0 and 1.1 are read; ask a newer catalog.");
    }
    if (item.id().isEmpty()) {
      throw new InputException(file, " holds an item without an id; give it one.");
    }
    return item;
  }
}
