/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.host.server.http.Answer;
import org.iikmc.host.server.http.HttpCall;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.http.Parameters;
import org.iikmc.host.server.http.RequestList;
import org.iikmc.host.server.http.ServerLimits;
import org.iikmc.host.server.ows.ExceptionReport;
import org.iikmc.host.server.ows.XmlReader;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.wps.IikmcProcessFactory;
import org.w3c.dom.Element;

/**
 * WPS 1.0.0 with GeoServer's extensions: which operation a request asks for. Errors are exception
 * reports with the status 200, as its clients expect; only a missing token and what HTTP itself has
 * a status for are told by that too.
 */
public final class WpsService implements AutoCloseable {
  static final String SCHEMA_LOCATION =
      "http://www.opengis.net/wps/1.0.0 http://schemas.opengis.net/wps/1.0.0/wpsAll.xsd";

  private static final String XML = "text/xml;charset=UTF-8";

  private final Processes processes;
  private final Executions executions;

  /**
   * @param processes that can be run
   * @param catalog of the scenes that references name
   * @param readers of GeoTIFFs that come with requests
   * @param runs folder for results, which belongs to this service alone
   */
  public WpsService(
      IikmcProcessFactory processes,
      SceneCatalog catalog,
      RasterReaders readers,
      ServerLimits limits,
      Path runs,
      Clock clock)
      throws IOException {
    this.processes = new Processes(processes);
    executions =
        new Executions(
            new ProcessRunner(this.processes, catalog, new SceneFinder(readers)),
            limits,
            runs,
            clock);
  }

  /** Answers a request, whatever it is. */
  public Answer answer(HttpCall call) {
    try {
      return call.body().length > 0 && call.method().equals("POST") ? post(call) : get(call);
    } catch (OwsException e) {
      return ExceptionReport.ows11(e);
    } catch (IOException e) {
      return ExceptionReport.ows11(
          OwsException.of("The answer can't be written; the results may just have expired."));
    }
  }

  private Answer post(HttpCall call) throws IOException {
    Element root = XmlReader.parse(call.body());
    return switch (XmlReader.name(root)) {
      case "GetCapabilities" -> capabilities(call);
      case "DescribeProcess" ->
          describe(
              RequestList.limited(
                  "Identifier",
                  XmlReader.children(root, "Identifier").stream().map(XmlReader::text).toList()));
      case "Execute" -> execute(call, ExecuteXml.read(root));
      default -> throw unknown(XmlReader.name(root));
    };
  }

  private Answer get(HttpCall call) throws IOException {
    Parameters parameters = call.parameters();
    String request = parameters.require("request");
    Optional<String> version = parameters.get("version").filter(v -> !v.equals("1.0.0"));
    if (version.isPresent() && !request.equalsIgnoreCase("GetCapabilities")) {
      throw OwsException.invalid(
          "version", "The version " + version.get() + " is not served; use 1.0.0.");
    }
    return switch (request.toLowerCase(java.util.Locale.ROOT)) {
      case "getcapabilities" -> capabilities(call);
      case "describeprocess" ->
          describe(RequestList.of("identifier", parameters.require("identifier")));
      case "execute" -> execute(call, ExecuteKvp.read(parameters));
      case "getexecutionstatus" -> document(call, find(parameters));
      case "getexecutionresult" -> result(parameters);
      case "getexecutions" -> Answer.of(XML, ExecutionsDocument.write(executions, call.address()));
      case "dismiss" -> dismiss(call, find(parameters));
      default -> throw unknown(request);
    };
  }

  private static OwsException unknown(String operation) {
    return new OwsException(
        "OperationNotSupported", operation, "No such operation WPS 1.0.0 " + operation);
  }

  private Answer capabilities(HttpCall call) {
    return Answer.of(XML, CapabilitiesDocument.write(processes, call.address()));
  }

  private Answer describe(List<String> identifiers) {
    if (identifiers.isEmpty()) {
      throw new OwsException(
          "MissingParameterValue", "identifier", "The request names no process; name one, or all.");
    }
    Map<String, Processes.Description> wanted = new LinkedHashMap<>();
    for (String identifier : identifiers) {
      if (identifier.equalsIgnoreCase("all")) {
        processes.all().forEach(each -> wanted.put(each.identifier(), each));
      } else {
        wanted.put(
            identifier,
            processes
                .find(identifier)
                .orElseThrow(() -> OwsException.of("No such process: " + identifier)));
      }
    }
    return Answer.of(XML, DescriptionsDocument.write(List.copyOf(wanted.values())));
  }

  private Answer execute(HttpCall call, ExecuteRequest request) throws IOException {
    Processes.Description process = RequestCheck.check(processes, request, call.mayWrite());
    Execution execution = executions.submit(process, request, call.mayWrite());
    if (request.form() instanceof ExecuteRequest.DocumentForm form && form.store()) {
      return document(call, execution);
    }
    try {
      execution.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      executions.dismiss(execution);
      throw OwsException.of("The server is stopping.");
    }
    Answer answer =
        request.form() instanceof ExecuteRequest.RawForm raw
                && execution.state() == Execution.State.SUCCEEDED
            ? file(execution.results().get(raw.output().name()))
            : document(call, execution);
    return execution.isKept() ? answer : answer.then(() -> executions.forget(execution));
  }

  private static Answer document(HttpCall call, Execution execution) throws IOException {
    return Answer.of(XML, new ExecuteDocument(execution, call.address()).write());
  }

  private static Answer file(Execution.Result result) throws IOException {
    if (!Files.isRegularFile(result.file())) {
      throw new IOException("gone");
    }
    return Answer.file(result.format().mime(), result.file())
        .with("Content-Disposition", "inline; filename=" + result.file().getFileName());
  }

  private Execution find(Parameters parameters) {
    String id = parameters.require("executionId");
    return executions
        .find(id)
        .orElseThrow(
            () ->
                OwsException.of(
                    "Unknown execution id "
                        + id
                        + ", either the execution was never submitted, was dismissed, or too much"
                        + " time passed since the process completed"));
  }

  private Answer result(Parameters parameters) throws IOException {
    Execution execution = find(parameters);
    String output = parameters.require("outputId");
    for (Execution.Result each : execution.results().values()) {
      if (each.file().getFileName().toString().equals(output)) {
        return file(each);
      }
    }
    throw OwsException.invalid(
        "outputId", "The execution " + execution.id() + " has no output " + output + ".");
  }

  private Answer dismiss(HttpCall call, Execution execution) throws IOException {
    if (!call.mayWrite()) {
      throw OwsException.forbidden("Dismiss");
    }
    executions.dismiss(execution);
    return document(call, execution);
  }

  /** Stops all runs. */
  @Override
  public void close() {
    executions.close();
  }
}
