/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.iikmc.host.server.ows.ExceptionReport;
import org.iikmc.host.server.ows.XmlNode;

/** The ExecuteResponse document of an execution as it is now. */
final class ExecuteDocument {
  private final Execution execution;
  private final String address;

  /**
   * @param address of the service, as the client sees it
   */
  ExecuteDocument(Execution execution, String address) {
    this.execution = execution;
    this.address = address;
  }

  byte[] write() throws IOException {
    XmlNode root = XmlNode.root(null, "wps:ExecuteResponse", "wps", "ows", "xlink", "xsi");
    root.attribute("service", "WPS").attribute("version", "1.0.0").attribute("xml:lang", "en");
    root.attribute("xsi:schemaLocation", WpsService.SCHEMA_LOCATION);
    root.attribute("serviceInstance", address + "?");
    boolean stored =
        execution.request().form() instanceof ExecuteRequest.DocumentForm form && form.store();
    if (stored) {
      root.attribute("statusLocation", statusLocation(execution, address));
    }
    CapabilitiesDocument.describe(root.add("wps:Process"), execution.process());
    Execution.State state = status(root.add("wps:Status"));
    if (execution.request().form() instanceof ExecuteRequest.DocumentForm form && form.lineage()) {
      Lineage.write(root, execution);
    }
    if (state == Execution.State.SUCCEEDED) {
      XmlNode outputs = root.add("wps:ProcessOutputs");
      for (Map.Entry<String, Execution.Result> each : execution.results().entrySet()) {
        output(outputs.add("wps:Output"), each.getKey(), each.getValue());
      }
    }
    return root.bytes();
  }

  static String statusLocation(Execution execution, String address) {
    return address
        + "?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId="
        + execution.id();
  }

  private Execution.State status(XmlNode status) {
    status.attribute(
        "creationTime",
        DateTimeFormatter.ISO_INSTANT.format(execution.created().truncatedTo(ChronoUnit.MILLIS)));
    Execution.State state = execution.state(); // may change meanwhile
    switch (state) {
      case ACCEPTED -> status.add("wps:ProcessAccepted", "Process accepted.");
      case RUNNING -> {
        RunListener listener = execution.listener();
        int percent = Math.max(0, Math.min(99, (int) listener.getProgress()));
        status
            .add("wps:ProcessStarted")
            .attribute("percentCompleted", Integer.toString(percent))
            .text(listener.task());
      }
      case SUCCEEDED -> status.add("wps:ProcessSucceeded", "Process succeeded.");
      case FAILED -> {
        XmlNode report = status.add("wps:ProcessFailed").add("ows:ExceptionReport");
        ExceptionReport.add(report.attribute("version", "1.1.0"), execution.failure());
      }
    }
    return state;
  }

  private void output(XmlNode node, String name, Execution.Result result) throws IOException {
    node.add("ows:Identifier", name);
    node.add("ows:Title", execution.process().outputs().get(name).getDescription().toString());
    if (isReference(name)) {
      node.add("wps:Reference")
          .attribute("href", resultLocation(result))
          .attribute("mimeType", result.format().mime());
      return;
    }
    XmlNode data = node.add("wps:Data").add("wps:ComplexData");
    if (result.format().isText()) {
      data.attribute("mimeType", result.format().mime());
      data.cdata(Files.readString(result.file()));
    } else {
      data.attribute("encoding", "base64").attribute("mimeType", result.format().mime());
      data.text(Base64.getEncoder().encodeToString(Files.readAllBytes(result.file())));
    }
  }

  private boolean isReference(String name) {
    return execution.request().form() instanceof ExecuteRequest.DocumentForm form
        && form.outputs().stream()
            .anyMatch(output -> output.name().equals(name) && output.asReference());
  }

  private String resultLocation(Execution.Result result) {
    return address
        + "?service=WPS&version=1.0.0&request=GetExecutionResult&executionId="
        + execution.id()
        + "&outputId="
        + result.file().getFileName()
        + "&mimetype="
        + URLEncoder.encode(result.format().mime(), StandardCharsets.UTF_8);
  }
}
