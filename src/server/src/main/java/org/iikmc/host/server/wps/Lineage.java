/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Optional;
import org.iikmc.host.server.ows.XmlNode;

/** Repeats what was asked for, in the answer. */
final class Lineage {
  private Lineage() {}

  static void write(XmlNode root, Execution execution) {
    ExecuteRequest request = execution.request();
    if (!request.inputs().isEmpty()) {
      XmlNode inputs = root.add("wps:DataInputs");
      for (ExecuteRequest.Input input : request.inputs()) {
        XmlNode node = inputs.add("wps:Input");
        node.add("ows:Identifier", input.name());
        value(node, input.value());
      }
    }
    XmlNode outputs = root.add("wps:OutputDefinitions");
    List<ExecuteRequest.OutputChoice> choices =
        request.form() instanceof ExecuteRequest.DocumentForm form ? form.outputs() : List.of();
    if (choices.isEmpty()) {
      choices =
          execution.process().outputs().keySet().stream()
              .map(name -> new ExecuteRequest.OutputChoice(name, Optional.empty(), false))
              .toList();
    }
    for (ExecuteRequest.OutputChoice choice : choices) {
      XmlNode output = outputs.add("wps:Output");
      output.attribute("asReference", Boolean.toString(choice.asReference()));
      choice.mime().ifPresent(mime -> output.attribute("mimeType", mime));
      output.add("ows:Identifier", choice.name());
    }
  }

  private static void value(XmlNode node, ExecuteRequest.Value value) {
    if (value instanceof ExecuteRequest.LiteralValue literal) {
      node.add("wps:Data").add("wps:LiteralData", literal.text());
    } else if (value instanceof ExecuteRequest.ComplexValue complex) {
      XmlNode data = node.add("wps:Data").add("wps:ComplexData");
      complex.mime().ifPresent(mime -> data.attribute("mimeType", mime));
      complex.encoding().ifPresent(encoding -> data.attribute("encoding", encoding));
      complex.xml().ifPresentOrElse(data::copy, () -> data.text(complex.text()));
    } else if (value instanceof ExecuteRequest.ReferenceValue reference) {
      XmlNode data = node.add("wps:Reference").attribute("xlink:href", reference.href());
      reference.mime().ifPresent(mime -> data.attribute("mimeType", mime));
      reference
          .body()
          .ifPresent(
              body -> {
                data.attribute("method", "POST");
                data.add("wps:Body").copy(body);
              });
    }
  }
}
