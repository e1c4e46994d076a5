/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import java.io.IOException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.HttpCall;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.layers.Layers;
import org.iikmc.host.server.ows.ExceptionReport;
import org.iikmc.kmeans.problem.InputException;

/** WMS: which operation a request asks for. */
public final class WmsService {
  private static final Logger LOGGER = Logger.getLogger(WmsService.class.getName());

  private final Layers layers;
  private final int mostSide;
  private final GetMap maps;
  private final GetFeatureInfo infos;
  private final GetLegendGraphic legends;

  /**
   * @param mostSide pixels of a side of a map
   */
  public WmsService(Layers layers, int mostSide) {
    this.layers = layers;
    this.mostSide = mostSide;
    maps = new GetMap(layers);
    infos = new GetFeatureInfo(layers);
    legends = new GetLegendGraphic(layers);
  }

  /** Answers a request, whatever it is. */
  public Answer answer(HttpCall call) {
    WmsVersion version = WmsVersion.of(call.parameters());
    OwsException failure;
    try {
      return answer(call, version);
    } catch (OwsException e) {
      failure = e;
    } catch (InputException e) {
      LOGGER.log(Level.WARNING, e, () -> "A map can't be made");
      failure = OwsException.of("The layer can't be shown; the server's log tells why.");
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, e, () -> "A map can't be made");
      failure = OwsException.of("The layer can't be read; it may just have been replaced.");
    }
    return version == WmsVersion.V1_3_0
        ? ExceptionReport.wms130(failure)
        : ExceptionReport.wms111(failure);
  }

  private Answer answer(HttpCall call, WmsVersion version) throws IOException {
    Parameters parameters = call.parameters();
    String request = parameters.require("request");
    return switch (request.toLowerCase(Locale.ROOT)) {
      case "getcapabilities", "capabilities" ->
          Answer.of(
              "text/xml;charset=UTF-8",
              new WmsCapabilities(version, call.address(), mostSide).write(layers.all()));
      case "getmap", "map" -> {
        checkFormat(parameters);
        yield maps.answer(MapRequest.read(parameters, version, mostSide));
      }
      case "getfeatureinfo" ->
          infos.answer(MapRequest.read(parameters, version, mostSide), parameters, version);
      case "getlegendgraphic" -> legends.answer(parameters);
      default ->
          throw new OwsException(
              "OperationNotSupported", "request", "There is no operation " + request + ".");
    };
  }

  private static void checkFormat(Parameters parameters) {
    String format = parameters.get("format").orElse("image/png");
    if (!format.toLowerCase(Locale.ROOT).startsWith("image/png")) {
      throw new OwsException(
          "InvalidFormat", "format", "format is '" + format + "', but must be image/png.");
    }
  }
}
