/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.iikmc.host.server.http.RequestList;
import org.iikmc.host.server.layers.Layer;
import org.iikmc.host.server.ows.AxisOrder;
import org.iikmc.host.server.ows.XmlNode;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;

/** The answers to GetCapabilities of both versions. */
final class WmsCapabilities {
  /** The name of the one style that each layer has. */
  static final String STYLE = "default";

  private final WmsVersion version;
  private final String address;
  private final int mostSide;

  /**
   * @param address of the service
   */
  WmsCapabilities(WmsVersion version, String address, int mostSide) {
    this.version = version;
    this.address = address;
    this.mostSide = mostSide;
  }

  private boolean is130() {
    return version == WmsVersion.V1_3_0;
  }

  byte[] write(List<Layer> layers) {
    XmlNode root =
        is130()
            ? XmlNode.root("http://www.opengis.net/wms", "WMS_Capabilities", "xlink", "xsi")
                .attribute(
                    "xsi:schemaLocation",
                    "http://www.opengis.net/wms"
                        + " http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd")
            : XmlNode.root(null, "WMT_MS_Capabilities", "xlink");
    root.attribute("version", version.number());
    XmlNode service = root.add("Service");
    service.add("Name", is130() ? "WMS" : "OGC:WMS").add("Title", "IIkMC");
    service.add("Abstract", "Satellite-image series and their joint classifications");
    online(service);
    if (is130()) {
      service.add("LayerLimit", Integer.toString(RequestList.MOST));
      service.add("MaxWidth", Integer.toString(mostSide));
      service.add("MaxHeight", Integer.toString(mostSide));
    }
    XmlNode capability = root.add("Capability");
    requests(capability.add("Request"));
    capability.add("Exception").add("Format", is130() ? "XML" : "application/vnd.ogc.se_xml");
    XmlNode top = capability.add("Layer");
    top.add("Title", "IIkMC");
    for (String crs : new String[] {"EPSG:4326", "EPSG:3857", "CRS:84"}) {
      top.add(version.crs(), crs);
    }
    layers.forEach(layer -> layer(top, layer));
    return root.bytes();
  }

  private void requests(XmlNode request) {
    operation(request, "GetCapabilities", is130() ? "text/xml" : "application/vnd.ogc.wms_xml");
    operation(request, "GetMap", "image/png");
    operation(request, "GetFeatureInfo", "application/json", "text/plain");
    if (!is130()) {
      operation(request, "GetLegendGraphic", "image/png", "application/json");
    }
  }

  private void operation(XmlNode request, String name, String... formats) {
    XmlNode operation = request.add(name);
    for (String format : formats) {
      operation.add("Format", format);
    }
    online(operation.add("DCPType").add("HTTP").add("Get"));
  }

  private void online(XmlNode node) {
    node.add("OnlineResource")
        .attribute("xlink:type", "simple")
        .attribute("xlink:href", address + "?");
  }

  private void layer(XmlNode top, Layer layer) {
    ReferencedEnvelope degrees = new ReferencedEnvelope(DefaultGeographicCRS.WGS84);
    for (Grid grid : layer.grids()) {
      try {
        if (grid.crs().isPresent()) {
          degrees.include(grid.extent().transform(DefaultGeographicCRS.WGS84, true, 20));
        }
      } catch (TransformException | FactoryException e) {
        return; // nothing that a map could show
      }
    }
    if (degrees.isNull()) {
      return;
    }
    XmlNode node = top.add("Layer").attribute("queryable", "1");
    node.add("Name", layer.name()).add("Title", layer.title());
    Set<String> codes = codes(layer);
    codes.forEach(code -> node.add(version.crs(), code));
    geographic(node, degrees);
    box(node, is130() ? "CRS:84" : "EPSG:4326", degrees);
    Grid first = layer.grids().get(0);
    codes.stream()
        .findFirst()
        .ifPresent(
            code -> {
              ReferencedEnvelope own = new ReferencedEnvelope(first.crs().orElse(null));
              layer.grids().stream()
                  .filter(grid -> code.equals(code(grid.crs().orElse(null))))
                  .forEach(grid -> own.expandToInclude(grid.extent()));
              box(node, code, own);
            });
    if (!layer.dates().isEmpty()) {
      time(node, layer.dates());
    }
    XmlNode style = node.add("Style").add("Name", STYLE).add("Title", "Default");
    XmlNode legend = style.add("LegendURL").attribute("width", "200").attribute("height", "200");
    legend.add("Format", "image/png");
    legend
        .add("OnlineResource")
        .attribute("xlink:type", "simple")
        .attribute(
            "xlink:href",
            address
                + "?service=WMS&version="
                + version.number()
                + "&request=GetLegendGraphic&format=image/png&layer="
                + java.net.URLEncoder.encode(
                    layer.name(), java.nio.charset.StandardCharsets.UTF_8));
  }

  private void geographic(XmlNode node, ReferencedEnvelope degrees) {
    if (is130()) {
      XmlNode box = node.add("EX_GeographicBoundingBox");
      box.add("westBoundLongitude", Double.toString(degrees.getMinX()));
      box.add("eastBoundLongitude", Double.toString(degrees.getMaxX()));
      box.add("southBoundLatitude", Double.toString(degrees.getMinY()));
      box.add("northBoundLatitude", Double.toString(degrees.getMaxY()));
    } else {
      corners(node.add("LatLonBoundingBox"), degrees, false);
    }
  }

  private void box(XmlNode node, String code, ReferencedEnvelope bounds) {
    boolean north = false;
    if (is130() && code.startsWith("EPSG:")) {
      try {
        north = AxisOrder.of("urn:ogc:def:crs:EPSG::" + code.substring(5)).isNorthFirst();
      } catch (InputException e) {
        return;
      }
    }
    corners(node.add("BoundingBox").attribute(version.crs(), code), bounds, north);
  }

  private static void corners(XmlNode node, ReferencedEnvelope box, boolean north) {
    node.attribute("minx", Double.toString(north ? box.getMinY() : box.getMinX()));
    node.attribute("miny", Double.toString(north ? box.getMinX() : box.getMinY()));
    node.attribute("maxx", Double.toString(north ? box.getMaxY() : box.getMaxX()));
    node.attribute("maxy", Double.toString(north ? box.getMaxX() : box.getMaxY()));
  }

  private void time(XmlNode node, List<LocalDate> dates) {
    String all = dates.stream().map(LocalDate::toString).collect(Collectors.joining(","));
    String latest = dates.get(dates.size() - 1).toString();
    XmlNode dimension =
        node.add("Dimension").attribute("name", "time").attribute("units", "ISO8601");
    if (is130()) {
      dimension.attribute("default", latest).text(all);
    } else {
      node.add("Extent").attribute("name", "time").attribute("default", latest).text(all);
    }
  }

  private static Set<String> codes(Layer layer) {
    Set<String> codes = new LinkedHashSet<>();
    for (Grid grid : layer.grids()) {
      String code = code(grid.crs().orElse(null));
      if (code != null) {
        codes.add(code);
      }
    }
    return codes;
  }

  private static String code(CoordinateReferenceSystem crs) {
    try {
      Integer number = crs == null ? null : CRS.lookupEpsgCode(crs, false);
      return number == null ? null : "EPSG:" + number;
    } catch (FactoryException e) {
      return null;
    }
  }
}
