/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.ows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.iikmc.host.server.http.OwsException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML that comes from outside: no document types, so no entities either, and nothing is
 * fetched. Elements are looked up by their local names, because clients disagree about versions.
 */
public final class XmlReader {
  private static final int MOST_DEPTH = 200;

  private XmlReader() {}

  /**
   * The root of a document.
   *
   * @throws OwsException if it is not well-formed, or has a document type
   */
  public static Element parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      Element root = builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
      checkDepth(root);
      return root;
    } catch (SAXException e) {
      String reason = String.valueOf(e.getMessage());
      throw OwsException.of(
          reason.contains("DOCTYPE")
              ? "The request has a document type, which this server does not read; leave DOCTYPE out."
              : "The request is not well-formed XML: " + reason.strip());
    } catch (IOException e) {
      throw OwsException.of("The request is not readable XML; write it in UTF-8.");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e); // the JDK's own parser
    }
  }

  /** Whatever walks the tree afterwards may do so by recursion. */
  private static void checkDepth(Element root) {
    int depth = 0;
    Node node = root;
    while (node != null) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        if (depth > MOST_DEPTH) {
          throw OwsException.of("The request nests more than " + MOST_DEPTH + " elements.");
        }
      } else {
        while (node != null && node != root && node.getNextSibling() == null) {
          node = node.getParentNode();
          depth--;
        }
        node = node == null || node == root ? null : node.getNextSibling();
      }
    }
  }

  /** The elements directly in another. */
  public static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  /** Those of a name. */
  public static List<Element> children(Element parent, String name) {
    return children(parent).stream().filter(child -> name(child).equals(name)).toList();
  }

  /** The first of a name. */
  public static Optional<Element> child(Element parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /** Follows a path of names. */
  public static Optional<Element> descendant(Element from, String... names) {
    Optional<Element> at = Optional.of(from);
    for (String name : names) {
      at = at.flatMap(element -> child(element, name));
    }
    return at;
  }

  /** Text of the first element of a name. */
  public static Optional<String> text(Element parent, String name) {
    return child(parent, name).map(XmlReader::text);
  }

  /** All text in an element. */
  public static String text(Element element) {
    return element.getTextContent().strip();
  }

  /** Its name without a prefix. */
  public static String name(Element element) {
    return element.getLocalName();
  }

  /** An attribute, whatever its namespace. */
  public static Optional<String> attribute(Element element, String name) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (name.equals(attribute.getLocalName())) {
        return Optional.of(attribute.getNodeValue().strip());
      }
    }
    return Optional.empty();
  }

  /** The JDK's handler writes to standard error. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
