/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a {@link ClassStyle} as OGC Styled Layer Descriptor 1.0.0: a raster symbolizer whose
 * colour map has one value per class, and 0 transparent. Its {@code type="values"} is GeoServer's
 * extension: without it the legend would be a ramp.
 */
public final class SldWriter {
  private static final String SLD = "http://www.opengis.net/sld";

  private SldWriter() {}

  /**
   * @param name of layer and style
   * @return the document
   */
  public static String write(String name, ClassStyle style) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.setDefaultNamespace(SLD);
      start(xml, 0, "StyledLayerDescriptor");
      xml.writeDefaultNamespace(SLD);
      xml.writeNamespace("ogc", "http://www.opengis.net/ogc");
      xml.writeNamespace("xlink", "http://www.w3.org/1999/xlink");
      xml.writeNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
      xml.writeAttribute("version", "1.0.0");
      xml.writeAttribute(
          "http://www.w3.org/2001/XMLSchema-instance",
          "schemaLocation",
          SLD + " http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd");
      start(xml, 1, "NamedLayer");
      element(xml, 2, "Name", name);
      start(xml, 2, "UserStyle");
      element(xml, 3, "Name", name);
      element(xml, 3, "Title", name);
      start(xml, 3, "FeatureTypeStyle");
      start(xml, 4, "Rule");
      start(xml, 5, "RasterSymbolizer");
      element(xml, 6, "Opacity", "1");
      start(xml, 6, "ColorMap");
      xml.writeAttribute("type", "values");
      entry(xml, "#000000", 0, "no data", "0");
      for (int c = 0; c < style.names().size(); c++) {
        entry(xml, style.hex(c), c + 1, style.names().get(c), "1");
      }
      for (int depth = 6; depth >= 0; depth--) {
        xml.writeCharacters("\n" + "  ".repeat(depth));
        xml.writeEndElement();
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter does not fail
    }
    return text + "\n";
  }

  private static void start(XMLStreamWriter xml, int depth, String name) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(SLD, name);
  }

  private static void element(XMLStreamWriter xml, int depth, String name, String text)
      throws XMLStreamException {
    start(xml, depth, name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void entry(
      XMLStreamWriter xml, String color, int quantity, String label, String opacity)
      throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(7));
    xml.writeEmptyElement(SLD, "ColorMapEntry");
    xml.writeAttribute("color", color);
    xml.writeAttribute("quantity", Integer.toString(quantity));
    xml.writeAttribute("label", label);
    xml.writeAttribute("opacity", opacity);
  }
}
