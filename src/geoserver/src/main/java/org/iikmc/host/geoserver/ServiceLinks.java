/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.opengis.wps10.ExecuteType;
import org.geoserver.ows.Dispatcher;
import org.geoserver.ows.Request;
import org.geoserver.ows.URLMangler.URLType;
import org.geoserver.ows.util.ResponseUtils;

/** Makes requests to this server's services that the user can follow. */
interface ServiceLinks {
  /**
   * A request.
   *
   * @return empty if the address of this server is not known
   */
  Optional<String> request(String service, Map<String, String> parameters);

  /**
   * With the address by which the client of the current request, or its proxy, sees this server.
   */
  static ServiceLinks ofCurrentRequest() {
    Optional<String> base = base(Dispatcher.REQUEST.get());
    return (service, parameters) ->
        base.map(
            address ->
                ResponseUtils.buildURL(
                    address, service, new LinkedHashMap<>(parameters), URLType.SERVICE));
  }

  private static Optional<String> base(Request request) {
    if (request == null || request.getOperation() == null) {
      return Optional.empty();
    }
    for (Object parameter : request.getOperation().getParameters()) {
      if (parameter instanceof ExecuteType execute && execute.getBaseUrl() != null) {
        return Optional.of(execute.getBaseUrl());
      }
    }
    return Optional.empty();
  }
}
