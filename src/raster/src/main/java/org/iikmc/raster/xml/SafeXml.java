/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.xml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads XML without document types, so without entities too, and fetches nothing. */
public final class SafeXml {
  private SafeXml() {}

  /**
   * The whole document; names keep their prefixes.
   *
   * @throws SAXException if it is not well-formed, or has a document type
   */
  public static Document parse(InputSource xml) throws SAXException, IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(xml);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * All elements of a name within another, in the order of the document.
   *
   * @param name with its prefix; a star for all
   */
  public static List<Element> within(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    int count = found.getLength(); // climbs up to the root each time: asked once, however deep
    List<Element> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
