/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.ProcessException;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.SceneFinder;

/** Decodes the inputs of a request, runs its process, and encodes the outputs that are wanted. */
final class ProcessRunner {
  private static final Logger LOGGER = Logger.getLogger(ProcessRunner.class.getName());

  private final Processes processes;
  private final InputDecoder inputs;
  private final OutputEncoder outputs;

  /**
   * @param catalog of the coverages that requests refer to
   * @param finder of scenes in GeoTIFFs that come with requests
   */
  ProcessRunner(Processes processes, SceneCatalog catalog, SceneFinder finder) {
    this.processes = processes;
    this.inputs = new InputDecoder(catalog, finder, this::chained);
    this.outputs = new OutputEncoder();
  }

  /**
   * Runs a request to its end.
   *
   * @return the outputs in files in the folder of the execution, by their names
   * @throws OwsException if it fails
   */
  Map<String, Execution.Result> run(Execution execution, boolean mayWrite) {
    Processes.Description process = execution.process();
    RunContext context = new RunContext(mayWrite, execution.listener(), execution.folder());
    Map<String, Object> values = call(process, execution.request(), context);
    Map<String, Execution.Result> results = new LinkedHashMap<>();
    for (ExecuteRequest.OutputChoice choice : choices(execution)) {
      Format format = Format.ofOutput(process.outputs().get(choice.name()).type, choice.mime());
      Path file = execution.folder().resolve(choice.name() + "." + format.extension());
      try {
        Files.createDirectories(execution.folder());
        outputs.write(values.get(choice.name()), format, file);
      } catch (IOException | RuntimeException e) {
        LOGGER.log(Level.WARNING, e, () -> "Run " + execution.id() + ": no output");
        throw OwsException.of(
            "An error occurred while encoding the results of the process\n"
                + (e instanceof InputException ? e.getMessage() : "The server's log tells why."));
      }
      if (execution.listener().isCanceled()) {
        throw OwsException.of("The process execution has been dismissed");
      }
      results.put(choice.name(), new Execution.Result(file, format));
    }
    return results;
  }

  private static List<ExecuteRequest.OutputChoice> choices(Execution execution) {
    if (execution.request().form() instanceof ExecuteRequest.RawForm raw) {
      return List.of(raw.output());
    }
    List<ExecuteRequest.OutputChoice> wanted =
        ((ExecuteRequest.DocumentForm) execution.request().form()).outputs();
    return wanted.isEmpty()
        ? execution.process().outputs().keySet().stream()
            .map(name -> new ExecuteRequest.OutputChoice(name, java.util.Optional.empty(), false))
            .toList()
        : wanted;
  }

  /** A run whose output is the input of another, within the same thread. */
  private Object chained(ExecuteRequest request, RunContext context) {
    Processes.Description process = RequestCheck.check(processes, request, context.mayWrite());
    String output =
        request.form() instanceof ExecuteRequest.RawForm raw
            ? raw.output().name()
            : process.outputs().keySet().iterator().next();
    return call(process, request, context).get(output);
  }

  private Map<String, Object> call(
      Processes.Description process, ExecuteRequest request, RunContext context) {
    Map<String, Object> values = new HashMap<>();
    for (Parameter<?> parameter : process.inputs().values()) {
      List<Object> given = new ArrayList<>();
      for (ExecuteRequest.Input input : request.inputs()) {
        if (input.name().equals(parameter.key)) {
          given.add(decode(parameter, input.value(), context));
        }
      }
      if (!given.isEmpty()) {
        values.put(parameter.key, parameter.maxOccurs == 1 ? given.get(0) : given);
      } else if (parameter.minOccurs > 0) {
        throw OwsException.of(
            "Process failed during execution\nThe input " + parameter.key + " is missing.");
      }
    }
    return execute(process, values, context.listener());
  }

  private Object decode(Parameter<?> parameter, ExecuteRequest.Value value, RunContext context) {
    try {
      return inputs.decode(parameter.type, value, context);
    } catch (InputException | OwsException e) {
      throw OwsException.of(
          "Failed to retrieve value for input " + parameter.key + "\n" + e.getMessage());
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, e, () -> "An input can't be read: " + parameter.key);
      throw OwsException.of(
          "Failed to retrieve value for input "
              + parameter.key
              + "\nIt can't be read; the server's log tells why.");
    }
  }

  private Map<String, Object> execute(
      Processes.Description process, Map<String, Object> values, ProgressListener listener) {
    try {
      return processes.create(process).execute(values, listener);
    } catch (ProcessException e) { // its message is for users
      throw OwsException.of("Process failed during execution\n" + e.getMessage());
    } catch (CancellationException e) {
      throw OwsException.of("The process execution has been dismissed");
    }
  }
}
