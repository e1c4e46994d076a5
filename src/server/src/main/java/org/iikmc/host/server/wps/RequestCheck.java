/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Parameter;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.RequestList;

/** Refuses what can be known to be wrong before anything is read or waits. */
final class RequestCheck {
  private RequestCheck() {}

  /**
   * The process of a request.
   *
   * @param mayWrite whether the client has shown the token
   * @throws OwsException if there is none, or it has no such inputs or outputs, or the client may
   *     not run it
   */
  static Processes.Description check(
      Processes processes, ExecuteRequest request, boolean mayWrite) {
    Processes.Description process =
        processes
            .find(request.process())
            .orElseThrow(() -> OwsException.of("Unknown process " + request.process()));
    checkInputs(process, request);
    checkOutputs(process, request.form());
    if (process.writes() && !mayWrite) {
      throw OwsException.forbidden(process.identifier());
    }
    return process;
  }

  private static void checkInputs(Processes.Description process, ExecuteRequest request) {
    Map<String, Integer> counts = new HashMap<>();
    for (ExecuteRequest.Input input : request.inputs()) {
      Parameter<?> parameter = process.inputs().get(input.name());
      if (parameter == null) {
        throw OwsException.of("No such parameter: " + input.name());
      }
      int count = counts.merge(input.name(), 1, Integer::sum);
      if (parameter.maxOccurs > 0 && count > parameter.maxOccurs) {
        throw OwsException.invalid(
            input.name(),
            "The input " + input.name() + " is given " + count + " times; give it once.");
      }
    }
  }

  private static void checkOutputs(Processes.Description process, ExecuteRequest.Form form) {
    if (form instanceof ExecuteRequest.RawForm raw) {
      check(process, "RawDataOutput", List.of(raw.output()));
    } else if (form instanceof ExecuteRequest.DocumentForm document) {
      check(process, "ResponseDocument", document.outputs());
    }
  }

  private static void check(
      Processes.Description process, String locator, List<ExecuteRequest.OutputChoice> choices) {
    for (ExecuteRequest.OutputChoice choice : RequestList.limited(locator, choices)) {
      if (!process.outputs().containsKey(choice.name())) {
        throw OwsException.invalid(
            locator,
            "Unknown output "
                + choice.name()
                + "; "
                + process.identifier()
                + " has "
                + String.join(", ", process.outputs().keySet())
                + ".");
      }
    }
  }
}
