/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Collection;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * A kind of JSON document that users give: bound to a record without turning one type of value into
 * another, and without a complaint about properties that the record does not have.
 *
 * @param <T> of the record
 * @param type of the record
 * @param kind what it is, such as "signatures file"
 * @param remedy a sentence, such as "Give a signatures.json."
 */
public record JsonDocument<T>(Class<T> type, String kind, String remedy) {
  private static final int SHOWN = 300;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              config -> {
                for (CoercionInputShape shape : CoercionInputShape.values()) {
                  config.setCoercion(shape, CoercionAction.Fail);
                }
              })
          .build();

  /** Indented text, with a line break at its end. */
  public String text(T document) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values are always written
    }
  }

  /** A line of text, without a line break at its end. */
  public String line(T document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a document.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @return never null; its components are null where the document leaves them out
   * @throws InputException if it is no JSON, or not of this shape
   */
  public T parse(String text, Object origin) {
    try {
      T document = MAPPER.readValue(DocumentText.withoutMark(text), type);
      if (document == null) {
        throw unusable(origin, "it is null");
      }
      return document;
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof JsonProcessingException syntax
          ? invalid(origin, syntax)
          : unusable(origin, mismatch(e));
    } catch (JsonProcessingException e) {
      throw invalid(origin, e);
    }
  }

  /** The problem of a document that means nothing. */
  public InputException unusable(Object origin, String problem) {
    String shown = problem.length() > SHOWN ? problem.substring(0, SHOWN) + "…" : problem;
    return new InputException(origin, " is not a usable " + kind + ": " + shown + ". " + remedy);
  }

  private static InputException invalid(Object origin, JsonProcessingException e) {
    return new InputException(Problem.of(origin, " is not valid JSON" + place(e) + "."), e);
  }

  private static String place(JsonProcessingException e) {
    JsonLocation place = e.getLocation(); // null if the document is nested too deeply
    return place == null
        ? ": " + e.getOriginalMessage().lines().findFirst().orElse("")
        : " from line " + place.getLineNr() + ", column " + place.getColumnNr() + " on";
  }

  private static String mismatch(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference each : e.getPath()) {
      if (each.getFieldName() == null) {
        place.append('[').append(each.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    Class<?> type = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    String where = place.isEmpty() ? "it" : "\"" + place + "\"";
    return where + " must be " + meaning(type);
  }

  private static String meaning(Class<?> type) {
    if (type == null) {
      return "of another kind";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == Double.class
        ? "a number"
        : type == String.class
            ? "a text"
            : Number.class.isAssignableFrom(type) || type.isPrimitive()
                ? "a whole number"
                : "an object";
  }
}
