/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import static org.iikmc.host.server.ows.XmlReader.children;
import static org.iikmc.host.server.ows.XmlReader.name;
import static org.iikmc.host.server.ows.XmlReader.text;

import java.util.Optional;
import java.util.stream.Stream;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.kmeans.problem.InputException;
import org.w3c.dom.Element;

/**
 * The layer that a GetCoverage request of WCS 2.0 names: all of it. What GeoServer's WCS can do
 * beside that (parts, other grids, older versions) the inputs of the processes do here; anything
 * else is refused.
 */
final class CoverageReference {
  private static final String REMEDY =
      "; name a whole coverage by WCS 2.0.1 (CoverageId), and give an area with aoi and bands with"
          + " bands.";

  private CoverageReference() {}

  /**
   * Of parameters of an address.
   *
   * @throws InputException if they ask for anything else
   */
  static String layer(Parameters query) {
    Stream.of("subset", "rangesubset", "bbox", "boundingbox", "scalefactor", "outputcrs")
        .filter(name -> query.get(name).isPresent())
        .findFirst()
        .ifPresent(
            name -> {
              throw refused(name);
            });
    return layer(query.get("coverageId"));
  }

  /**
   * Of a request in XML.
   *
   * @throws InputException likewise
   */
  static String layer(Element request) {
    for (Element part : children(request)) {
      if (!name(part).equals("CoverageId") && !name(part).equals("format")) {
        throw refused(name(part));
      }
    }
    return layer(
        name(request).equals("GetCoverage") ? text(request, "CoverageId") : Optional.empty());
  }

  /** WCS 2.0 has no colons in its names. */
  private static String layer(Optional<String> coverageId) {
    return coverageId
        .map(id -> id.replaceFirst("__", ":"))
        .orElseThrow(() -> new InputException("The reference names no coverage" + REMEDY));
  }

  private static InputException refused(String part) {
    return new InputException("The reference has a " + part + REMEDY);
  }
}
