/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.ows;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;

/**
 * An element of a document that is being made. Names have the usual prefixes of OGC documents;
 * those without one are in no namespace, or in that of the root if it has no prefix either.
 */
public final class XmlNode {
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "wps", "http://www.opengis.net/wps/1.0.0",
          "ows", "http://www.opengis.net/ows/1.1",
          "ows10", "http://www.opengis.net/ows",
          "xlink", "http://www.w3.org/1999/xlink",
          "xsi", "http://www.w3.org/2001/XMLSchema-instance",
          "xml", XMLConstants.XML_NS_URI);

  private final Element element;
  private final String plain;

  private XmlNode(Element element, String plain) {
    this.element = element;
    this.plain = plain;
  }

  /**
   * The root of a new document.
   *
   * @param plain namespace of names without a prefix; null for none
   * @param name of the root
   * @param prefixes that are used in the document
   */
  public static XmlNode root(String plain, String name, String... prefixes) {
    try {
      var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().newDocument();
      Element root = document.createElementNS(namespace(name, plain), name);
      document.appendChild(root);
      if (plain != null) {
        root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", plain);
      }
      for (String prefix : prefixes) {
        root.setAttributeNS(
            XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, NAMESPACES.get(prefix));
      }
      return new XmlNode(root, plain);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e); // the JDK's own parser
    }
  }

  private static String namespace(String name, String plain) {
    int colon = name.indexOf(':');
    return colon < 0 ? plain : NAMESPACES.get(name.substring(0, colon));
  }

  /** Adds an element. */
  public XmlNode add(String name) {
    Element child = element.getOwnerDocument().createElementNS(namespace(name, plain), name);
    element.appendChild(child);
    return new XmlNode(child, plain);
  }

  /**
   * Adds an element with text.
   *
   * @return this
   */
  public XmlNode add(String name, String text) {
    add(name).text(text);
    return this;
  }

  /** Adds text. */
  public XmlNode text(String text) {
    element.appendChild(element.getOwnerDocument().createTextNode(legal(text)));
    return this;
  }

  /** Adds text that stays readable whatever it holds. */
  public XmlNode cdata(String text) {
    element.appendChild(element.getOwnerDocument().createCDATASection(legal(text)));
    return this;
  }

  /** Adds a copy of an element of another document. */
  public XmlNode copy(Element other) {
    element.appendChild(element.getOwnerDocument().importNode(other, true));
    return this;
  }

  /** Sets an attribute. */
  public XmlNode attribute(String name, String value) {
    if (name.indexOf(':') < 0) {
      element.setAttribute(name, legal(value));
    } else {
      element.setAttributeNS(namespace(name, null), name, legal(value));
    }
    return this;
  }

  /** What users write may hold characters that XML can't. */
  private static String legal(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  /** The document in UTF-8. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      element.getOwnerDocument().setXmlStandalone(true); // leaves the word out of the declaration
      transformer.transform(new DOMSource(element.getOwnerDocument()), new StreamResult(out));
    } catch (TransformerException e) {
      throw new IllegalStateException(e); // a tree in memory is always written
    }
    return out.toByteArray();
  }
}
