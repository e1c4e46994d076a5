/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import org.iikmc.host.server.ows.XmlNode;

/** The answer to GetCapabilities. */
final class CapabilitiesDocument {
  private CapabilitiesDocument() {}

  /**
   * @param address of the service
   */
  static byte[] write(Processes processes, String address) {
    XmlNode root = XmlNode.root(null, "wps:Capabilities", "wps", "ows", "xlink", "xsi");
    root.attribute("service", "WPS").attribute("version", "1.0.0").attribute("xml:lang", "en");
    root.attribute("xsi:schemaLocation", WpsService.SCHEMA_LOCATION);
    XmlNode service = root.add("ows:ServiceIdentification");
    service.add("ows:Title", "IIkMC");
    service.add("ows:Abstract", "Joint (inter-image) k-means clustering of satellite-image series");
    service.add("ows:ServiceType", "WPS");
    service.add("ows:ServiceTypeVersion", "1.0.0");
    XmlNode provider = root.add("ows:ServiceProvider");
    provider.add("ows:ProviderName", "IIkMC");
    provider.add("ows:ServiceContact");
    XmlNode operations = root.add("ows:OperationsMetadata");
    for (String name : new String[] {"GetCapabilities", "DescribeProcess", "Execute"}) {
      XmlNode http =
          operations.add("ows:Operation").attribute("name", name).add("ows:DCP").add("ows:HTTP");
      http.add("ows:Get").attribute("xlink:href", address + "?");
      http.add("ows:Post").attribute("xlink:href", address);
    }
    XmlNode offerings = root.add("wps:ProcessOfferings");
    for (Processes.Description each : processes.all()) {
      describe(offerings.add("wps:Process"), each);
    }
    XmlNode languages = root.add("wps:Languages");
    languages.add("wps:Default").add("ows:Language", "en");
    languages.add("wps:Supported").add("ows:Language", "en");
    return root.bytes();
  }

  /** Name, title and abstract, as several documents have them. */
  static void describe(XmlNode node, Processes.Description process) {
    node.attribute("wps:processVersion", process.version());
    node.add("ows:Identifier", process.identifier());
    node.add("ows:Title", process.title());
    node.add("ows:Abstract", process.text());
  }
}
