/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.HttpCall;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.ows.ExceptionReport;
import org.iikmc.host.server.web.Downloads;
import org.iikmc.host.server.web.Listings;
import org.iikmc.host.server.web.StaticFiles;
import org.iikmc.host.server.wms.WmsService;
import org.iikmc.host.server.wps.WpsService;

/**
 * Which service answers a request. Those of OGC are at /ows, /wps and /wms, and at the same names
 * below /geoserver and /geoserver/WORKSPACE, so that the addresses of a GeoServer's clients hold.
 */
final class Services {
  private static final Pattern OGC =
      Pattern.compile("(?:/geoserver)?(?:/[^/]+)?/(ows|wps|wms)/?", Pattern.CASE_INSENSITIVE);

  private static final Logger LOGGER = Logger.getLogger(Services.class.getName());

  private final WpsService wps;
  private final WmsService wms;

  private final Listings listings;
  private final Downloads downloads;
  private final StaticFiles files;

  Services(
      WpsService wps, WmsService wms, Listings listings, Downloads downloads, StaticFiles files) {
    this.wps = wps;
    this.wms = wms;
    this.listings = listings;
    this.downloads = downloads;
    this.files = files;
  }

  Answer answer(HttpCall call) {
    Matcher ogc = OGC.matcher(call.path());
    if (ogc.matches()) {
      return ogc(call, ogc.group(1).toLowerCase(Locale.ROOT));
    }
    if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
      return Answer.text(405, "text/plain", "Use GET.\n").with("Allow", "GET, HEAD");
    }
    try {
      return file(call.path())
          .orElseGet(() -> Answer.text(404, "text/plain", "There is nothing at this address.\n"));
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, e, () -> "A file can't be read");
      return Answer.text(500, "text/plain", "The server failed; its log tells why.\n");
    }
  }

  private Optional<Answer> file(String path) throws IOException {
    if (path.startsWith(Downloads.PATH)) {
      return downloads.answer(path.substring(Downloads.PATH.length()));
    }
    return switch (path) {
      case "/scenes.json" -> Optional.of(listings.scenes());
      case "/series.json" -> Optional.of(listings.series());
      default -> files.answer(path);
    };
  }

  private Answer ogc(HttpCall call, String endpoint) {
    if (!call.method().equals("GET")
        && !call.method().equals("POST")
        && !call.method().equals("HEAD")) {
      return Answer.text(405, "text/plain", "Use GET or POST.\n").with("Allow", "GET, HEAD, POST");
    }
    String service = service(call, endpoint);
    return switch (service) {
      case "WPS" -> wps.answer(call);
      case "WMS" -> wms.answer(call);
      default ->
          ExceptionReport.ows10(
              new OwsException(
                  "InvalidParameterValue",
                  "service",
                  service.isEmpty()
                      ? "No service: ( " + endpoint + " )"
                      : "No service: ( " + service + " )"));
    };
  }

  /** A POST at /ows is XML, which only the WPS takes. */
  private static String service(HttpCall call, String endpoint) {
    Optional<String> named = call.parameters().get("service").map(s -> s.toUpperCase(Locale.ROOT));
    boolean post = call.method().equals("POST") && call.body().length > 0;
    return named.orElse(
        switch (endpoint) {
          case "wps" -> "WPS";
          case "wms" -> "WMS";
          default -> post ? "WPS" : "";
        });
  }
}
