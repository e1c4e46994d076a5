/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.iikmc.host.server.ows.XmlNode;

/** The answer to GetExecutions, an extension of GeoServer's: the runs that are known. */
final class ExecutionsDocument {
  private ExecutionsDocument() {}

  static byte[] write(Executions executions, String address) {
    List<Execution> all = executions.all();
    XmlNode root = XmlNode.root(null, "wps:GetExecutionsResponse", "wps", "ows", "xlink", "xsi");
    root.attribute("service", "WPS").attribute("version", "1.0.0").attribute("xml:lang", "en");
    root.attribute("serviceInstance", address + "?");
    root.attribute("count", Integer.toString(all.size()));
    for (Execution each : all) {
      XmlNode response = root.add("wps:ExecuteResponse");
      CapabilitiesDocument.describe(response.add("wps:Process"), each.process());
      status(response.add("wps:Status"), each, executions, address);
    }
    return root.bytes();
  }

  private static void status(
      XmlNode status, Execution execution, Executions executions, String address) {
    Execution.State state = execution.state();
    status.attribute("creationTime", text(execution.created()));
    execution.ended().ifPresent(end -> status.attribute("completionTime", text(end)));
    status.add("wps:JobID", execution.id());
    status.add("wps:Identifier", execution.process().identifier());
    status.add("wps:Owner", "anonymous");
    status.add("wps:Status", state == Execution.State.ACCEPTED ? "QUEUED" : state.name());
    execution
        .ended()
        .ifPresent(end -> status.add("wps:ExpirationDate", text(executions.expires(execution))));
    float percent = state == Execution.State.SUCCEEDED ? 100 : execution.listener().getProgress();
    status.add("wps:PercentCompleted", Float.toString(percent));
    switch (state) {
      case ACCEPTED -> status.add("wps:ProcessAccepted", "Process accepted.");
      case RUNNING -> status.add("wps:ProcessStarted", execution.listener().task());
      case SUCCEEDED -> status.add("wps:ProcessSucceeded", "Process succeeded.");
      case FAILED -> status.add("wps:ProcessFailed", execution.failure().getMessage());
    }
    if (execution.isKept()) {
      status.add("wps:StatusLocation", ExecuteDocument.statusLocation(execution, address));
    }
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
