/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.JsonSignatures;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.raster.style.Palette;

/**
 * All that it takes to put a series whose files are in their place into the catalog; kept in a file
 * until that is done, so that a GeoServer that was killed meanwhile can go on.
 *
 * @param plan with its workspace
 * @param folder of the files, within the data directory
 * @param replaced folders of the earlier series, likewise
 * @param signatures of the classes
 * @param requests of the layers
 */
record PublicationOrder(
    PublicationPlan plan,
    String folder,
    List<String> replaced,
    SignatureSet signatures,
    List<LayerDraft.Request> requests) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  void write(Path file) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("workspace", plan.workspace().orElseThrow());
    root.put("prefix", plan.prefix()).put("style", plan.style());
    root.put("palette", plan.palette().name()).put("group", plan.group());
    root.put("confidence", plan.confidence());
    root.put("folder", folder);
    replaced.forEach(root.putArray("replaced")::add);
    root.set("signatures", MAPPER.valueToTree(JsonSignatures.of(signatures)));
    var array = root.putArray("requests");
    for (LayerDraft.Request request : requests) {
      ObjectNode node = array.addObject();
      node.put("name", request.name()).put("format", request.format()).put("url", request.url());
      node.put("title", request.texts().title());
      node.put("description", request.texts().description());
      request.texts().keywords().forEach(node.putArray("keywords")::add);
      node.put("kind", request.kind().name()).put("meaning", request.meaning());
      request.scene().ifPresent(scene -> node.put("scene", scene));
      request.date().ifPresent(date -> node.put("date", date.toString()));
    }
    Files.writeString(file, MAPPER.writeValueAsString(root));
  }

  static PublicationOrder read(Path file) throws IOException {
    JsonNode root = MAPPER.readTree(Files.readString(file));
    List<LayerDraft.Request> requests = new ArrayList<>();
    for (JsonNode node : root.path("requests")) {
      requests.add(
          new LayerDraft.Request(
              node.path("name").asText(),
              node.path("format").asText(),
              node.path("url").asText(),
              new LayerDraft.Texts(
                  node.path("title").asText(),
                  node.path("description").asText(),
                  texts(node.path("keywords"))),
              LayerDraft.Kind.valueOf(node.path("kind").asText()),
              node.path("meaning").asText(),
              Optional.ofNullable(node.get("scene")).map(JsonNode::asText),
              Optional.ofNullable(node.get("date")).map(date -> LocalDate.parse(date.asText()))));
    }
    return new PublicationOrder(
        new PublicationPlan(
            Optional.of(root.path("workspace").asText()),
            root.path("prefix").asText(),
            root.path("style").asText(),
            Palette.valueOf(root.path("palette").asText()),
            root.path("confidence").asBoolean(),
            root.path("group").asBoolean(),
            true),
        root.path("folder").asText(),
        texts(root.path("replaced")),
        JsonFormat.parse(root.path("signatures").toString(), "the note of a publication"),
        requests);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
