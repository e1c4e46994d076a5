/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.util.List;

/** XML documents in which GDAL keeps what TIFF has no place for. */
public final class GdalXml {
  private static final String ROOT = "<PAMDataset>\n";
  private static final String BAND = "  <PAMRasterBand band=\"1\">\n";

  private GdalXml() {}

  /**
   * An .aux.xml with the names of the values of the only band; that of 0 is first.
   *
   * @param georeferencing elements that say where the image lies; empty for none
   */
  public static String categories(List<String> classNames, String georeferencing) {
    StringBuilder xml = new StringBuilder(ROOT).append(georeferencing);
    xml.append(BAND);
    xml.append("    <Description>class</Description>\n    <CategoryNames>\n");
    xml.append("      <Category>no data</Category>\n");
    for (String name : classNames) {
      xml.append("      <Category>").append(escape(name)).append("</Category>\n");
    }
    return xml.append("    </CategoryNames>\n  </PAMRasterBand>\n</PAMDataset>\n").toString();
  }

  /**
   * What {@link #categories} wrote says of where the image lies.
   *
   * @param document the .aux.xml
   * @return empty if it says nothing
   */
  static String georeferencing(String document) {
    int start = document.indexOf(ROOT) + ROOT.length();
    int end = document.indexOf(BAND);
    return document.startsWith(ROOT) && end > start ? document.substring(start, end) : "";
  }

  /** Names of bands, as the TIFF tag GDAL_METADATA holds them. */
  public static String descriptions(List<String> bandNames) {
    StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
    for (int b = 0; b < bandNames.size(); b++) {
      xml.append("  <Item name=\"DESCRIPTION\" sample=\"").append(b);
      xml.append("\" role=\"description\">").append(escape(bandNames.get(b))).append("</Item>\n");
    }
    return xml.append("</GDALMetadata>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
