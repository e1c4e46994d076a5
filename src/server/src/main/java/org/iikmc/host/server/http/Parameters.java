/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/** The parameters of a request; their names have no case, as OGC services want it. Immutable. */
public final class Parameters {
  private final Fields fields;

  private Parameters(Fields fields) {
    this.fields = fields;
  }

  /** None. */
  public static Parameters none() {
    return new Parameters(Fields.EMPTY);
  }

  /**
   * Of a query, without its question mark.
   *
   * @param query null for none
   * @throws OwsException if it can't be decoded
   */
  public static Parameters parse(String query) {
    Fields fields = new Fields(false);
    try {
      if (query != null) {
        UrlEncoded.decodeUtf8To(query, fields);
      }
    } catch (IllegalArgumentException e) {
      throw OwsException.invalid(
          "query",
          "The query can't be decoded; write % as %25 where it does not stand for a byte.");
    }
    return new Parameters(fields);
  }

  /** The first value of a parameter, unless it is blank. */
  public Optional<String> get(String name) {
    return all(name).stream().findFirst().map(String::strip).filter(value -> !value.isEmpty());
  }

  /** All values of a parameter. */
  public List<String> all(String name) {
    return fields.getValuesOrEmpty(name);
  }

  /**
   * The value of a parameter that must be there.
   *
   * @throws OwsException if it is not
   */
  public String require(String name) {
    return get(name)
        .orElseThrow(
            () ->
                new OwsException(
                    "MissingParameterValue", name, "The parameter " + name + " is missing."));
  }
}
