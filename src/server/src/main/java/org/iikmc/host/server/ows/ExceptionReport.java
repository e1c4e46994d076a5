/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.ows;

import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.OwsException;

/** The documents in which OGC services tell what went wrong. */
public final class ExceptionReport {
  private ExceptionReport() {}

  /** Of OWS Common 1.1, as a WPS answers. */
  public static Answer ows11(OwsException e) {
    XmlNode root = XmlNode.root(null, "ows:ExceptionReport", "ows", "xsi");
    root.attribute("version", "1.1.0");
    root.attribute(
        "xsi:schemaLocation",
        "http://www.opengis.net/ows/1.1 http://schemas.opengis.net/ows/1.1.0/owsAll.xsd");
    add(root, e);
    return answer(root, "text/xml", e);
  }

  /** Adds the exception to a report that stands in another document. */
  public static void add(XmlNode report, OwsException e) {
    XmlNode exception = report.add("ows:Exception").attribute("exceptionCode", e.code());
    if (e.locator() != null) {
      exception.attribute("locator", e.locator());
    }
    exception.add("ows:ExceptionText", e.getMessage());
  }

  /** Of OWS Common 1.0, where no service was named. */
  public static Answer ows10(OwsException e) {
    XmlNode root =
        XmlNode.root("http://www.opengis.net/ows", "ExceptionReport").attribute("version", "1.0.0");
    XmlNode exception = root.add("Exception").attribute("exceptionCode", e.code());
    if (e.locator() != null) {
      exception.attribute("locator", e.locator());
    }
    exception.add("ExceptionText", e.getMessage());
    return answer(root, "application/xml", e);
  }

  /** Of WMS 1.3.0. */
  public static Answer wms130(OwsException e) {
    XmlNode root =
        XmlNode.root("http://www.opengis.net/ogc", "ServiceExceptionReport", "xsi")
            .attribute("version", "1.3.0")
            .attribute(
                "xsi:schemaLocation",
                "http://www.opengis.net/ogc"
                    + " http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd");
    return wms(root, "text/xml", e);
  }

  /** Of WMS 1.1.1. */
  public static Answer wms111(OwsException e) {
    XmlNode root = XmlNode.root(null, "ServiceExceptionReport").attribute("version", "1.1.1");
    return wms(root, "application/vnd.ogc.se_xml", e);
  }

  private static Answer wms(XmlNode root, String contentType, OwsException e) {
    XmlNode exception = root.add("ServiceException");
    if (!e.code().equals(OwsException.NO_APPLICABLE_CODE)) {
      exception.attribute("code", e.code());
    }
    if (e.locator() != null) {
      exception.attribute("locator", e.locator());
    }
    exception.text(e.getMessage());
    return answer(root, contentType, e);
  }

  private static Answer answer(XmlNode root, String contentType, OwsException e) {
    Answer answer = Answer.of(contentType + ";charset=UTF-8", root.bytes()).withStatus(e.status());
    return e.status() == 401 ? answer.with("WWW-Authenticate", "Bearer realm=\"iikmc\"") : answer;
  }
}
