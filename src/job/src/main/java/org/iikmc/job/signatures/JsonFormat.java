/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.signatures;

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
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/** Signatures as JSON: {@link JsonSignatures} written, and read with care. */
public final class JsonFormat {
  private static final long MOST_BYTES = 8 << 20;

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

  private JsonFormat() {}

  /** Indented text, with a line break at its end. */
  public static String text(SignatureSet set) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(JsonSignatures.of(set))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values are always written
    }
  }

  /** A line of text, with what is needed to classify and no more. */
  public static String brief(SignatureSet set) {
    try {
      return MAPPER.writeValueAsString(JsonSignatures.brief(set));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds no usable signatures; the message names the file
   */
  public static SignatureSet read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException("The signatures file ", file, " does not exist.");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new InputException(
          file, " has more than 8 MiB, which no signatures file needs; give signatures.json.");
    }
    try {
      return parse(Files.readString(file), file);
    } catch (CharacterCodingException e) {
      throw new InputException(Problem.of(file, " is not text; give a signatures.json."), e);
    }
  }

  /**
   * Reads a document.
   *
   * @param origin where it comes from, for messages: a path, or a text
   * @throws InputException if it holds no usable signatures
   */
  public static SignatureSet parse(String text, Object origin) {
    try {
      JsonSignatures document =
          MAPPER.readValue(text.replaceFirst("^\uFEFF", ""), JsonSignatures.class);
      if (document == null) {
        throw JsonSignatures.unusable(origin, "it is null");
      }
      return document.checked(origin);
    } catch (JsonMappingException e) {
      throw e.getCause() instanceof JsonProcessingException syntax
          ? invalid(origin, syntax)
          : JsonSignatures.unusable(origin, mismatch(e));
    } catch (JsonProcessingException e) {
      throw invalid(origin, e);
    }
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
