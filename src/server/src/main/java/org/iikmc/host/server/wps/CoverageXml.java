/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import static org.iikmc.host.server.ows.XmlReader.attribute;
import static org.iikmc.host.server.ows.XmlReader.child;
import static org.iikmc.host.server.ows.XmlReader.children;
import static org.iikmc.host.server.ows.XmlReader.descendant;
import static org.iikmc.host.server.ows.XmlReader.name;
import static org.iikmc.host.server.ows.XmlReader.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.host.server.http.RequestList;
import org.iikmc.kmeans.problem.InputException;
import org.w3c.dom.Element;

/** Reads GetCoverage requests of WCS 2.0, 1.1 and 1.0 in XML. */
final class CoverageXml {
  private CoverageXml() {}

  static CoverageRequest read(Element request) {
    if (!name(request).equals("GetCoverage")) {
      throw new InputException(
          "The body of the reference is " + name(request) + ", but must be GetCoverage.");
    }
    Optional<String> id = text(request, "CoverageId");
    if (id.isPresent()) {
      return version20(request, id.get());
    }
    Optional<String> identifier = text(request, "Identifier");
    if (identifier.isPresent()) {
      return new CoverageRequest(
          identifier.get(),
          descendant(request, "DomainSubset", "BoundingBox").map(CoverageXml::box),
          List.of());
    }
    return text(request, "sourceCoverage")
        .map(
            name ->
                new CoverageRequest(
                    name,
                    descendant(request, "domainSubset", "spatialSubset", "Envelope")
                        .map(CoverageXml::envelope),
                    List.of()))
        .orElseThrow(() -> new InputException("The GetCoverage request names no coverage."));
  }

  private static CoverageRequest version20(Element request, String id) {
    List<SubsetAxis> axes = new ArrayList<>();
    for (Element trim : RequestList.limited("DimensionTrim", children(request, "DimensionTrim"))) {
      axes.add(
          new SubsetAxis(
              text(trim, "Dimension").orElse(""),
              Optional.empty(),
              text(trim, "TrimLow").orElse("*"),
              text(trim, "TrimHigh").orElse("*")));
    }
    List<String> bands = new ArrayList<>();
    child(request, "Extension").ifPresent(extension -> bands(extension, bands));
    return new CoverageRequest(
        CoverageRequest.layer(id),
        SubsetAxis.area(axes, Optional.empty()),
        RequestList.distinct(RequestList.limited("RangeComponent", bands)));
  }

  private static void bands(Element element, List<String> bands) {
    for (Element each : children(element)) {
      if (name(each).equals("RangeComponent")) {
        bands.add(text(each));
      } else {
        bands(each, bands);
      }
    }
  }

  private static CoverageRequest.Area box(Element box) {
    return area(
        attribute(box, "crs"),
        text(box, "LowerCorner").orElse(""),
        text(box, "UpperCorner").orElse(""));
  }

  private static CoverageRequest.Area envelope(Element envelope) {
    List<Element> corners = children(envelope, "pos");
    if (corners.size() != 2) {
      throw new InputException("The Envelope of the GetCoverage request must have two corners.");
    }
    return area(attribute(envelope, "srsName"), text(corners.get(0)), text(corners.get(1)));
  }

  private static CoverageRequest.Area area(Optional<String> crs, String lower, String upper) {
    double[] low = SubsetAxis.pair(lower);
    double[] high = SubsetAxis.pair(upper);
    return new CoverageRequest.Area(
        crs, new double[] {low[0], high[0]}, new double[] {low[1], high[1]});
  }
}
