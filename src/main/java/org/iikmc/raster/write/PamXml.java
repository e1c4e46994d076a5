/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

import java.util.List;

/** The .aux.xml documents in which GDAL keeps what a format has no place for. */
public final class PamXml {
  private PamXml() {}

  /** Names of the values of the only band; that of 0 is first. */
  static String categories(List<String> classNames) {
    StringBuilder xml = new StringBuilder("<PAMDataset>\n  <PAMRasterBand band=\"1\">\n");
    xml.append("    <Description>class</Description>\n    <CategoryNames>\n");
    xml.append("      <Category>no data</Category>\n");
    for (String name : classNames) {
      xml.append("      <Category>").append(escape(name)).append("</Category>\n");
    }
    return xml.append("    </CategoryNames>\n  </PAMRasterBand>\n</PAMDataset>\n").toString();
  }

  /** Names of bands. */
  public static String descriptions(List<String> bandNames) {
    StringBuilder xml = new StringBuilder("<PAMDataset>\n");
    for (int b = 0; b < bandNames.size(); b++) {
      xml.append("  <PAMRasterBand band=\"").append(b + 1).append("\">\n    <Description>");
      xml.append(escape(bandNames.get(b))).append("</Description>\n  </PAMRasterBand>\n");
    }
    return xml.append("</PAMDataset>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
