/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import static org.iikmc.host.server.ows.XmlReader.attribute;
import static org.iikmc.host.server.ows.XmlReader.child;
import static org.iikmc.host.server.ows.XmlReader.children;
import static org.iikmc.host.server.ows.XmlReader.descendant;
import static org.iikmc.host.server.ows.XmlReader.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.host.server.http.OwsException;
import org.iikmc.host.server.ows.XmlReader;
import org.w3c.dom.Element;

/** Reads an Execute request in XML. */
final class ExecuteXml {
  private ExecuteXml() {}

  static ExecuteRequest read(Element execute) {
    List<ExecuteRequest.Input> inputs = new ArrayList<>();
    for (Element all : children(execute, "DataInputs")) {
      for (Element input : children(all, "Input")) {
        inputs.add(new ExecuteRequest.Input(identifier(input), value(input)));
      }
    }
    return new ExecuteRequest(identifier(execute), inputs, form(child(execute, "ResponseForm")));
  }

  private static String identifier(Element element) {
    return text(element, "Identifier")
        .orElseThrow(
            () ->
                new OwsException(
                    "MissingParameterValue",
                    "Identifier",
                    "The element " + XmlReader.name(element) + " has no Identifier."));
  }

  private static ExecuteRequest.Value value(Element input) {
    Optional<Element> reference = child(input, "Reference");
    if (reference.isPresent()) {
      return reference(reference.get());
    }
    Optional<Element> literal = descendant(input, "Data", "LiteralData");
    if (literal.isPresent()) {
      return new ExecuteRequest.LiteralValue(text(literal.get()));
    }
    Element complex =
        descendant(input, "Data", "ComplexData")
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        identifier(input),
                        "The input "
                            + identifier(input)
                            + " has neither a Reference nor LiteralData nor ComplexData."));
    return new ExecuteRequest.ComplexValue(
        attribute(complex, "mimeType"),
        attribute(complex, "encoding"),
        text(complex),
        children(complex).stream().findFirst());
  }

  private static ExecuteRequest.Value reference(Element reference) {
    return new ExecuteRequest.ReferenceValue(
        attribute(reference, "href").orElse(""),
        attribute(reference, "mimeType"),
        child(reference, "Body").flatMap(body -> children(body).stream().findFirst()));
  }

  private static ExecuteRequest.Form form(Optional<Element> form) {
    Optional<Element> raw = form.flatMap(element -> child(element, "RawDataOutput"));
    if (raw.isPresent()) {
      return new ExecuteRequest.RawForm(choice(raw.get()));
    }
    Optional<Element> document = form.flatMap(element -> child(element, "ResponseDocument"));
    return new ExecuteRequest.DocumentForm(
        document.stream()
            .flatMap(d -> children(d, "Output").stream())
            .map(ExecuteXml::choice)
            .toList(),
        flag(document, "storeExecuteResponse"),
        flag(document, "lineage"));
  }

  private static ExecuteRequest.OutputChoice choice(Element output) {
    return new ExecuteRequest.OutputChoice(
        identifier(output),
        attribute(output, "mimeType"),
        flag(Optional.of(output), "asReference"));
  }

  private static boolean flag(Optional<Element> element, String name) {
    return element
        .flatMap(e -> attribute(e, name))
        .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
        .isPresent();
  }
}
