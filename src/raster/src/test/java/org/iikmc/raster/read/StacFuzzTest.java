/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items with values that are changed at random become a scene, or one sentence. */
class StacFuzzTest {
  private static final int ITEMS = 400;

  /** Stands for half of a pair of characters, which can't be written itself. */
  private static final String HALF = "HALF";

  private static final String ITEM =
      """
      {"type": "Feature", "stac_version": "1.0.0", "id": "S2A_32TQM_20230615_0_L2A",
       "collection": "sentinel-2-l2a", "geometry": null, "bbox": [1, 2, 3, 4],
       "properties": {"datetime": "2023-06-15T10:20:30Z", "platform": "sentinel-2a",
        "instruments": ["msi"], "s2:processing_baseline": "05.09",
        "earthsearch:boa_offset_applied": false, "proj:epsg": 32632},
       "links": [{"rel": "self", "href": "item.json"}],
       "assets": {
        "red": {"href": "B04.tif", "type": "image/tiff; application=geotiff", "roles": ["data"],
         "eo:bands": [{"name": "red", "common_name": "red", "center_wavelength": 0.665}],
         "raster:bands": [{"nodata": 0, "scale": 0.0001, "offset": -0.1}],
         "proj:shape": [6, 6], "proj:transform": [30, 0, 500000, 0, -30, 5000000]},
        "nir": {"href": "./B08.tif", "type": "image/tiff", "roles": ["data"],
         "bands": [{"name": "B08", "eo:common_name": "nir", "raster:scale": 0.0001}]},
        "scl": {"href": "SCL.tif", "type": "image/tiff", "roles": ["data"]},
        "thumbnail": {"href": "t.jpg", "type": "image/jpeg", "roles": ["thumbnail"]}}}
      """;

  @TempDir Path folder;

  private void tiff(String name) throws IOException {
    TestTiffs.of(6, 6)
        .type(Type.UINT16)
        .values((b, x, y) -> 4)
        .epsg(32632)
        .at(500_000, 5_000_000, 30, 30)
        .write(folder.resolve(name));
  }

  /** Every place of the document at which a value can be another. */
  private static List<Runnable> places(JsonNode root, Random random) {
    List<Runnable> places = new ArrayList<>();
    if (root instanceof ObjectNode object) {
      for (var each : object.properties()) {
        String name = each.getKey();
        places.add(() -> object.set(name, value(each.getValue(), random)));
        places.add(() -> object.remove(name));
        places.addAll(places(each.getValue(), random));
      }
    } else if (root instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(() -> array.set(index, value(array.get(index), random)));
        places.addAll(places(array.get(i), random));
      }
    }
    return places;
  }

  private static JsonNode value(JsonNode before, Random random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(14)) {
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(random.nextInt());
      case 2 -> make.numberNode(-1e308 * random.nextDouble());
      case 3 -> make.textNode("");
      case 4 -> make.textNode("../" + before.asText());
      case 5 -> make.textNode("\u0000" + HALF + before.asText());
      case 6 -> make.arrayNode().add(before.deepCopy()).add(before.deepCopy());
      case 7 -> make.objectNode().set("x", before.deepCopy());
      case 8 -> make.booleanNode(random.nextBoolean());
      case 9 -> make.textNode("file:///no/such/" + before.asText());
      case 10 -> make.textNode("x:%zz");
      case 11 -> make.textNode("https://[::1/a");
      case 12 -> make.textNode("B04.tif");
      default -> make.textNode(before.asText() + "x".repeat(random.nextInt(300)));
    };
  }

  @Test
  void anythingInAnItem() throws IOException {
    for (String name : List.of("B04.tif", "B08.tif", "SCL.tif")) {
      tiff(name);
    }
    JsonMapper mapper = JsonMapper.builder().build();
    int opened = 0;
    for (int seed = 0; seed < ITEMS; seed++) {
      Random random = new Random(seed);
      JsonNode root = mapper.readTree(ITEM);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        List<Runnable> places = places(root, random);
        places.get(random.nextInt(places.size())).run();
      }
      String text = mapper.writeValueAsString(root).replace(HALF, "\\ud800");
      if (random.nextInt(10) == 0) {
        text = text.substring(0, random.nextInt(text.length()));
      }
      Path file = Files.writeString(folder.resolve("item.json"), text);
      Throwable thrown =
          catchThrowable(
              () -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> open(file)));
      if (thrown == null) {
        opened++;
      } else {
        assertThat(thrown).as("seed %d: %s", seed, text).isInstanceOf(InputException.class);
        assertThat(thrown.getMessage()).as("seed %d", seed).hasLineCount(1);
      }
    }
    assertThat(opened).isBetween(ITEMS / 4, ITEMS - 1);
  }

  private static void open(Path file) throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      for (SceneSource source : new SceneFinder(readers).find(file)) {
        source.date();
        source.bandNames().forEach(source::wavelength);
        Scene scene = source.open(BandSelection.defaults().in(source));
        assertThat(scene.name()).doesNotContain("/").isNotEmpty();
        scene.physicalValues();
        source.open(BandSelection.parse("red").in(source));
      }
    }
  }
}
