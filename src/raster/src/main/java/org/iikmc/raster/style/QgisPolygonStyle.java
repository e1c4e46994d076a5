/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a {@link ClassStyle} as a style of QGIS (QML) for polygons: a category for each class,
 * filled and outlined in its colour, so that no light shows between neighbours.
 */
public final class QgisPolygonStyle {
  private QgisPolygonStyle() {}

  /**
   * The document.
   *
   * @param attribute of the polygons that holds the number of the class
   */
  public static String write(String attribute, ClassStyle style) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeDTD("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
      start(xml, "qgis", "version", "3.22.0", "styleCategories", "Symbology");
      start(xml, "renderer-v2", "type", "categorizedSymbol", "attr", attribute);
      start(xml, "categories");
      for (int c = 0; c < style.names().size(); c++) {
        start(
            xml,
            "category",
            "value",
            Integer.toString(c + 1),
            "label",
            style.names().get(c),
            "symbol",
            Integer.toString(c),
            "render",
            "true",
            "type",
            "integer");
        xml.writeEndElement();
      }
      xml.writeEndElement();
      start(xml, "symbols");
      for (int c = 0; c < style.names().size(); c++) {
        symbol(xml, c, style);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter does not fail
    }
    return text + "\n";
  }

  private static void symbol(XMLStreamWriter xml, int c, ClassStyle style)
      throws XMLStreamException {
    String color =
        style.colors().get(c).getRed()
            + ","
            + style.colors().get(c).getGreen()
            + ","
            + style.colors().get(c).getBlue()
            + ",255";
    start(xml, "symbol", "type", "fill", "name", Integer.toString(c), "alpha", "1");
    start(xml, "layer", "class", "SimpleFill", "enabled", "1", "pass", "0", "locked", "0");
    property(xml, "color", color);
    property(xml, "style", "solid");
    property(xml, "outline_color", color);
    property(xml, "outline_style", "solid");
    property(xml, "outline_width", "0.1");
    property(xml, "outline_width_unit", "MM");
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** As QGIS wrote them up to 3.26; later ones read that too. */
  private static void property(XMLStreamWriter xml, String key, String value)
      throws XMLStreamException {
    start(xml, "prop", "k", key, "v", value);
    xml.writeEndElement();
  }

  private static void start(XMLStreamWriter xml, String name, String... attributes)
      throws XMLStreamException {
    xml.writeStartElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }
}
