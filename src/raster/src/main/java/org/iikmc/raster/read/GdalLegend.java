/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Names of the values of a band, as GDAL writes them into an {@code .aux.xml}: a list of
 * categories, or else a raster attribute table with a column of values and one of names (GDAL's RFC
 * 14 and GDALRATFieldUsage). A value with a blank name has none.
 */
final class GdalLegend {
  private static final String NAME = "2";
  private static final String MIN_AND_MAX = "5";
  private static final String TEXT = "2";

  private GdalLegend() {}

  /**
   * @param band a {@code <PAMRasterBand>}
   */
  static SortedMap<Integer, String> of(Element band) {
    SortedMap<Integer, String> names = new TreeMap<>();
    NodeList categories = band.getElementsByTagName("Category");
    for (int i = 0; i < categories.getLength(); i++) {
      put(names, i, categories.item(i).getTextContent());
    }
    if (names.isEmpty()) {
      addTable(band, names);
    }
    return Collections.unmodifiableSortedMap(names);
  }

  /** {@code <FieldDefn><Name/><Type/><Usage/></FieldDefn><Row><F/><F/></Row>}. */
  private static void addTable(Element band, SortedMap<Integer, String> names) {
    List<Element> fields = elements(band, "FieldDefn");
    int values = -1;
    int texts = -1;
    for (int f = fields.size() - 1; f >= 0; f--) { // the first of several counts
      boolean named = text(fields.get(f), "Name").equalsIgnoreCase("value");
      values = text(fields.get(f), "Usage").equals(MIN_AND_MAX) || named ? f : values;
      texts = text(fields.get(f), "Type").equals(TEXT) ? f : texts;
    }
    for (int f = fields.size() - 1; f >= 0; f--) {
      texts = text(fields.get(f), "Usage").equals(NAME) ? f : texts;
    }
    if (values < 0 || texts < 0) {
      return;
    }
    for (Element row : elements(band, "Row")) {
      List<Element> cells = elements(row, "F");
      if (cells.size() == fields.size()) {
        String value = cells.get(values).getTextContent().strip();
        if (value.matches("-?[0-9]{1,9}(\\.0*)?")) {
          put(
              names,
              Integer.parseInt(value.replaceFirst("\\..*", "")),
              cells.get(texts).getTextContent());
        }
      }
    }
  }

  private static void put(SortedMap<Integer, String> names, int value, String name) {
    if (!name.isBlank()) {
      names.put(value, name.strip());
    }
  }

  private static List<Element> elements(Element parent, String tag) {
    NodeList all = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      elements.add((Element) all.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String tag) {
    return elements(parent, tag).stream()
        .findFirst()
        .map(element -> element.getTextContent().strip())
        .orElse("");
  }
}
