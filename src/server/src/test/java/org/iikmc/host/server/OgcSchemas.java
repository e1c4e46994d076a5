/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Validates documents against the schemas of OGC, without a network. */
final class OgcSchemas {
  private OgcSchemas() {}

  static void validateWps(String document) throws Exception {
    validate("ogc/wps/1.0.0/wpsAll.xsd", document);
  }

  static void validateOws(String document) throws Exception {
    validate("ogc/ows/1.1.0/owsAll.xsd", document);
  }

  static void validateWms(String document) throws Exception {
    validate("ogc/wms/1.3.0/capabilities_1_3_0.xsd", document);
  }

  private static void validate(String resource, String document) throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    var registry = DOMImplementationRegistry.newInstance();
    var ls = (DOMImplementationLS) registry.getDOMImplementation("LS");
    factory.setResourceResolver(
        (type, namespace, publicId, systemId, base) -> {
          URL found = find(systemId, base);
          LSInput input = ls.createLSInput();
          input.setSystemId(found.toString());
          try {
            input.setByteStream(found.openStream());
          } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
          }
          return input;
        });
    URL url = OgcSchemas.class.getClassLoader().getResource(resource);
    Schema schema = factory.newSchema(new StreamSource(url.openStream(), url.toString()));
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(document)));
    } catch (SAXException e) {
      throw new AssertionError(e.getMessage() + "\n" + document, e);
    }
  }

  private static URL find(String systemId, String base) {
    String absolute = systemId;
    if (!systemId.contains("://") && !systemId.startsWith("jar:")) {
      int bang = base.lastIndexOf("!/");
      absolute =
          base.substring(0, bang + 1) + URI.create(base.substring(bang + 1)).resolve(systemId);
    }
    String path =
        absolute
            .replaceFirst("^jar:.*!/", "")
            .replaceFirst("^https?://schemas.opengis.net/", "ogc/")
            .replaceFirst("^https?://www.w3.org/1999/xlink.xsd", "w3c/1999/xlink.xsd")
            .replaceFirst("^https?://www.w3.org/", "w3c/");
    URL found = OgcSchemas.class.getClassLoader().getResource(path);
    if (found == null) {
      throw new IllegalStateException("No schema " + systemId + " of " + base + " at " + path);
    }
    return found;
  }
}
