/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a {@link ClassStyle} as a style of QGIS (QML), which reads no SLD for rasters. QGIS takes
 * a file of this kind that is called as a raster for its style, and then shows these classes in its
 * legend and not the 256 entries that a TIFF's colour table always has.
 */
public final class QgisStyle {
  private QgisStyle() {}

  /** The document. */
  public static String write(ClassStyle style) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeDTD("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
      xml.writeStartElement("qgis");
      xml.writeAttribute("version", "3.22.0");
      xml.writeAttribute("styleCategories", "Symbology");
      xml.writeStartElement("pipe");
      xml.writeStartElement("rasterrenderer");
      xml.writeAttribute("type", "paletted");
      xml.writeAttribute("band", "1");
      xml.writeAttribute("opacity", "1");
      xml.writeAttribute("alphaBand", "-1");
      xml.writeStartElement("colorPalette");
      for (int c = 0; c < style.names().size(); c++) {
        xml.writeCharacters("\n  ");
        xml.writeEmptyElement("paletteEntry");
        xml.writeAttribute("value", Integer.toString(c + 1));
        xml.writeAttribute("label", style.names().get(c));
        xml.writeAttribute("color", style.hex(c));
        xml.writeAttribute("alpha", "255");
      }
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter does not fail
    }
    return text + "\n";
  }
}
