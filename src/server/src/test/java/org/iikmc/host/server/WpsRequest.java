/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

/** Writes Execute requests as a GIS program does. */
final class WpsRequest {
  private final String process;
  private final StringBuilder inputs = new StringBuilder();

  WpsRequest(String process) {
    this.process = process;
  }

  WpsRequest literal(String name, String value) {
    return input(name, "<wps:Data><wps:LiteralData>" + value + "</wps:LiteralData></wps:Data>");
  }

  WpsRequest complex(String name, String mime, String value) {
    return input(
        name,
        "<wps:Data><wps:ComplexData mimeType=\""
            + mime
            + "\">"
            + value
            + "</wps:ComplexData></wps:Data>");
  }

  WpsRequest reference(String name, String href, String body) {
    return input(
        name,
        "<wps:Reference mimeType=\"image/tiff\" xlink:href=\""
            + href
            + "\" method=\"POST\">"
            + "<wps:Body>"
            + body
            + "</wps:Body></wps:Reference>");
  }

  private WpsRequest input(String name, String value) {
    inputs
        .append("<wps:Input><ows:Identifier>")
        .append(name)
        .append("</ows:Identifier>")
        .append(value)
        .append("</wps:Input>");
    return this;
  }

  String raw(String output, String mime) {
    return request(
        "<wps:RawDataOutput mimeType=\""
            + mime
            + "\"><ows:Identifier>"
            + output
            + "</ows:Identifier></wps:RawDataOutput>");
  }

  String document(String output, String attributes, String outputAttributes) {
    return request(
        "<wps:ResponseDocument "
            + attributes
            + "><wps:Output "
            + outputAttributes
            + "><ows:Identifier>"
            + output
            + "</ows:Identifier></wps:Output></wps:ResponseDocument>");
  }

  private String request(String form) {
    return "<wps:Execute version=\"1.0.0\" service=\"WPS\""
        + " xmlns:wps=\"http://www.opengis.net/wps/1.0.0\""
        + " xmlns:ows=\"http://www.opengis.net/ows/1.1\""
        + " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        + " xmlns:gml=\"http://www.opengis.net/gml\">"
        + "<ows:Identifier>"
        + process
        + "</ows:Identifier>"
        + "<wps:DataInputs>"
        + inputs
        + "</wps:DataInputs>"
        + "<wps:ResponseForm>"
        + form
        + "</wps:ResponseForm></wps:Execute>";
  }
}
