/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.style;

import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a {@link ClassStyle} as OGC Styled Layer Descriptor 1.0.0: a raster symbolizer whose
 * colour map has one value per class; what has none, such as 0, is transparent. Its {@code
 * type="values"} is GeoServer's extension: without it the legend would be a ramp.
 */
public final class SldWriter {
  private static final String SLD = "http://www.opengis.net/sld";
  private static final String OGC = "http://www.opengis.net/ogc";

  private SldWriter() {}

  /**
   * A style for layers of labels.
   *
   * @param name of layer and style
   * @return the document
   */
  public static String write(String name, ClassStyle style) {
    return write(name, style, Optional.empty());
  }

  /**
   * A style for layers of spectra, which a server with the process {@code iikmc:Classify}
   * classifies as it draws them (GeoServer's rendering transformations).
   *
   * @param signatures as JSON
   */
  public static String writeClassifying(String name, ClassStyle style, String signatures) {
    return write(name, style, Optional.of(signatures));
  }

  private static String write(String name, ClassStyle style, Optional<String> signatures) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.setDefaultNamespace(SLD);
      start(xml, 0, "StyledLayerDescriptor");
      xml.writeDefaultNamespace(SLD);
      xml.writeNamespace("ogc", OGC);
      xml.setPrefix("ogc", OGC);
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
      if (signatures.isPresent()) {
        transformation(xml, signatures.get());
      }
      start(xml, 4, "Rule");
      start(xml, 5, "RasterSymbolizer");
      element(xml, 6, "Opacity", "1");
      start(xml, 6, "ColorMap");
      xml.writeAttribute("type", "values");
      for (int c = 0; c < style.names().size(); c++) {
        entry(xml, style.hex(c), c + 1, style.names().get(c));
      }
      for (int depth = 6; depth >= 0; depth--) {
        end(xml, depth);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter does not fail
    }
    return text + "\n";
  }

  private static void transformation(XMLStreamWriter xml, String signatures)
      throws XMLStreamException {
    start(xml, 4, "Transformation");
    function(xml, 5, "iikmc:Classify");
    function(xml, 6, "parameter");
    literal(xml, 7, "coverage"); // without a value: the layer itself
    end(xml, 6);
    function(xml, 6, "parameter");
    literal(xml, 7, "signatures");
    literal(xml, 7, signatures);
    end(xml, 6);
    end(xml, 5);
    end(xml, 4);
  }

  private static void function(XMLStreamWriter xml, int depth, String name)
      throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(OGC, "Function");
    xml.writeAttribute("name", name);
  }

  private static void literal(XMLStreamWriter xml, int depth, String text)
      throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(OGC, "Literal");
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
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

  private static void entry(XMLStreamWriter xml, String color, int quantity, String label)
      throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(7));
    xml.writeEmptyElement(SLD, "ColorMapEntry");
    xml.writeAttribute("color", color);
    xml.writeAttribute("quantity", Integer.toString(quantity));
    xml.writeAttribute("label", label);
  }
}
