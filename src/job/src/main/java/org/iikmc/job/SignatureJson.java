/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * Signatures as JSON:
 *
 * <pre>{@code
 * { "format": "iikmc-signatures", "version": 1,
 *   "bands": ["B2", "B3"],
 *   "sensor": "Landsat 8-9 OLI/TIRS", "wavelengths": [482, 561.5],
 *   "classes": [ { "class": 1, "name": "Class 1", "color": "#0072b2", "pixels": 12,
 *                  "mean": [8012.5, 7311.0], "spread": [101.2, 98.7] } ] }
 * }</pre>
 *
 * Wavelengths are in nanometres. Only bands and means are needed to read it; what comes from
 * outside is checked before it is used.
 */
public final class SignatureJson {
  private static final String FORMAT = "iikmc-signatures";
  private static final int VERSION = 1;
  private static final long MOST_BYTES = 8 << 20;
  private static final int MOST_BANDS = 4096;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SignatureJson() {}

  /** As a tree, to be written or put into another document. */
  public static ObjectNode write(SignatureSet set) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("version", VERSION);
    bands(root, set);
    ArrayNode classes = root.putArray("classes");
    for (int c = 0; c < set.k(); c++) {
      SignatureSet.ClassSignature each = set.classes().get(c);
      ObjectNode node = classes.addObject();
      node.put("class", c + 1).put("name", each.name()).put("color", set.style().hex(c));
      node.put("pixels", each.pixels());
      addAll(node.putArray("mean"), each.mean());
      addAll(node.putArray("spread"), each.spread());
    }
    return root;
  }

  /** As indented text, with a line break at its end. */
  public static String text(SignatureSet set) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(write(set)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a tree of plain values is always written
    }
  }

  /** As a line of text, with what is needed to classify and no more. */
  public static String brief(SignatureSet set) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("version", VERSION);
    bands(root, set);
    ArrayNode classes = root.putArray("classes");
    for (SignatureSet.ClassSignature each : set.classes()) {
      addAll(classes.addObject().putArray("mean"), each.mean());
    }
    return root.toString();
  }

  private static void bands(ObjectNode root, SignatureSet set) {
    set.bands().forEach(root.putArray("bands")::add);
    set.sensor().ifPresent(sensor -> root.put("sensor", sensor));
    if (!set.wavelengths().isEmpty()) {
      set.wavelengths().forEach(root.putArray("wavelengths")::add);
    }
  }

  private static void addAll(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(value);
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
   * @param origin where it comes from, for messages
   * @throws InputException if it holds no usable signatures
   */
  public static SignatureSet parse(String text, Object origin) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text.replaceFirst("^\uFEFF", ""));
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation(); // null if the document is nested too deeply
      throw new InputException(
          Problem.of(
              origin,
              " is not valid JSON"
                  + (place == null
                      ? ": " + e.getOriginalMessage().lines().findFirst().orElse("")
                      : " from line "
                          + place.getLineNr()
                          + ", column "
                          + place.getColumnNr()
                          + " on")
                  + "."),
          e);
    }
    check(
        root.isObject() && FORMAT.equals(root.path("format").asText()),
        origin,
        "it does not say \"format\": \"" + FORMAT + "\"");
    check(
        root.path("version").isInt() && root.path("version").asInt() == VERSION,
        origin,
        "its version is " + root.path("version") + ", but this program reads version " + VERSION);
    List<String> bands = bands(root.path("bands"), origin);
    JsonNode classes = root.path("classes");
    check(
        classes.isArray() && !classes.isEmpty() && classes.size() <= KMeansSettings.MAX_CLASSES,
        origin,
        "it must have 1 to " + KMeansSettings.MAX_CLASSES + " classes, but has " + classes.size());
    List<SignatureSet.ClassSignature> signatures = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      signatures.add(signature(classes.get(c), c + 1, bands.size(), origin));
    }
    return new SignatureSet(
        bands,
        Optional.of(root.path("sensor")).filter(JsonNode::isTextual).map(JsonNode::asText),
        wavelengths(root.path("wavelengths"), bands.size(), origin),
        signatures);
  }

  private static List<String> bands(JsonNode array, Object origin) {
    check(
        array.isArray() && !array.isEmpty() && array.size() <= MOST_BANDS,
        origin,
        "\"bands\" must be a list of names");
    List<String> names = new ArrayList<>();
    for (JsonNode name : array) {
      check(
          name.isTextual() && !name.asText().isBlank() && !names.contains(name.asText()),
          origin,
          "\"bands\" must be a list of different names, but has " + name);
      names.add(name.asText());
    }
    return names;
  }

  private static List<Double> wavelengths(JsonNode array, int bands, Object origin) {
    if (array.isMissingNode()) {
      return List.of();
    }
    check(
        array.isArray() && array.size() == bands,
        origin,
        "\"wavelengths\" must be a number of nanometres for each band");
    List<Double> wavelengths = new ArrayList<>();
    for (JsonNode value : array) {
      check(
          value.isNumber() && value.asDouble() > 0 && Double.isFinite(value.asDouble()),
          origin,
          "\"wavelengths\" must be numbers of nanometres, but has " + value);
      wavelengths.add(value.asDouble());
    }
    return wavelengths;
  }

  private static SignatureSet.ClassSignature signature(
      JsonNode node, int label, int bands, Object origin) {
    check(
        !node.has("class") || node.path("class").isInt() && node.path("class").asInt() == label,
        origin,
        "class " + label + " is numbered " + node.path("class") + "; classes must be in order");
    double[] mean = numbers(node.path("mean"), bands, label, "mean", origin);
    double[] spread =
        node.has("spread")
            ? numbers(node.path("spread"), bands, label, "spread", origin)
            : new double[bands];
    String color = node.path("color").asText("#808080");
    check(color.matches("#[0-9a-fA-F]{6}"), origin, "class " + label + " has no colour #rrggbb");
    return new SignatureSet.ClassSignature(
        node.path("name").asText("Class " + label),
        Color.decode(color),
        Math.max(0, node.path("pixels").asLong(0)),
        mean,
        spread);
  }

  private static double[] numbers(
      JsonNode array, int bands, int label, String what, Object origin) {
    check(
        array.isArray() && array.size() == bands,
        origin,
        "class "
            + label
            + " has "
            + array.size()
            + " values of "
            + what
            + " for "
            + bands
            + " bands");
    double[] values = new double[bands];
    for (int b = 0; b < bands; b++) {
      JsonNode value = array.get(b);
      // Pixels are at most float32, and so is what they are compared with.
      check(
          value.isNumber() && Math.abs(value.asDouble()) <= Float.MAX_VALUE,
          origin,
          "the " + what + " of class " + label + " has " + value + " where a number must be");
      values[b] = value.asDouble();
    }
    return values;
  }

  private static void check(boolean ok, Object origin, String problem) {
    if (!ok) {
      String shown = problem.length() > 300 ? problem.substring(0, 300) + "…" : problem;
      throw new InputException(
          origin, " is not a usable signatures file: " + shown + ". Give a signatures.json.");
    }
  }
}
