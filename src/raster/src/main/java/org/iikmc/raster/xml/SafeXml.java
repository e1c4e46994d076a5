/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.xml;

import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
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
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(xml);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
