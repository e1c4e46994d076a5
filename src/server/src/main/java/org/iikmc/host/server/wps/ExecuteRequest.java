/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What a client wants to be run.
 *
 * @param process name with its namespace
 * @param inputs in the order of the request
 * @param form how to answer
 */
record ExecuteRequest(String process, List<Input> inputs, Form form) {
  ExecuteRequest {
    inputs = List.copyOf(inputs);
  }

  /** A named input. */
  record Input(String name, Value value) {}

  /** An input's value, not decoded yet. */
  sealed interface Value {}

  /** A number, a word, … */
  record LiteralValue(String text) implements Value {}

  /**
   * A document.
   *
   * @param mime empty where the request does not tell
   * @param text all text in it
   * @param xml its first element, if it has one
   */
  record ComplexValue(
      Optional<String> mime, Optional<String> encoding, String text, Optional<Element> xml)
      implements Value {}

  /**
   * Something that is somewhere else.
   *
   * @param body of a POST, as an element
   */
  record ReferenceValue(String href, Optional<String> mime, Optional<Element> body)
      implements Value {}

  /** How to answer. */
  sealed interface Form {}

  /** With the output itself. */
  record RawForm(OutputChoice output) implements Form {}

  /**
   * With a document.
   *
   * @param outputs empty for all
   * @param store answer at once and run in the background
   * @param lineage repeat the request
   */
  record DocumentForm(List<OutputChoice> outputs, boolean store, boolean lineage) implements Form {}

  /** An output that is wanted, and in which format. */
  record OutputChoice(String name, Optional<String> mime, boolean asReference) {}
}
