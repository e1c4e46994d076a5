/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.stac.StacAsset;
import org.iikmc.raster.stac.StacDocument;
import org.iikmc.raster.stac.StacItem;

/** Finds the scenes of STAC items. */
final class StacScenes {
  private static final int START = 64;

  private final RasterReaders readers;

  private final CommonGrid choice;

  StacScenes(RasterReaders readers, CommonGrid choice) {
    this.readers = readers;
    this.choice = choice;
  }

  /** Whether a file is JSON: by its name; one from elsewhere, which may have any, by its start. */
  static boolean isDocument(Path path) throws IOException {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (Files.isDirectory(path)) {
      return false;
    }
    if (name.endsWith(".json") || name.endsWith(".geojson")) {
      return true;
    }
    if (FileBytes.isLocal(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      String start = new String(in.readNBytes(START), StandardCharsets.UTF_8);
      return TextFile.stripped(start).startsWith("{");
    }
  }

  /**
   * The scenes of a document, by date.
   *
   * @return at least one
   * @throws InputException if it is no document of items, or one of them has no band
   */
  List<SceneSource> in(Path file) throws IOException {
    String text = TextFile.read(file, "search for fewer items", "give a STAC item as JSON");
    StacDocument document = StacDocument.parse(text, file);
    List<SceneSource> scenes = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (StacItem item : document.items()) {
      if (!ids.add(item.id())) {
        throw new InputException(file, " holds the item " + item.id() + " twice; give it once.");
      }
      StacChannels channels = StacChannels.of(item);
      if (channels.names().isEmpty()) {
        throw new InputException(
            file,
            " holds the item "
                + item.id()
                + " without a band in a GeoTIFF or JPEG 2000; it has "
                + assets(item)
                + ".");
      }
      StacLinks links = new StacLinks(file, item.self(), !document.isSingle());
      channels = told(channels, links);
      scenes.add(
          new StacScene(
              item, links, String.valueOf(file.getFileName()), channels, readers, choice));
    }
    return scenes;
  }

  /** With the bands of the only file of a scene, where the item does not tell of any. */
  private StacChannels told(StacChannels channels, StacLinks links) throws IOException {
    StacAsset only = channels.all().get(0).asset();
    if (channels.all().size() > 1 || !only.bands().isEmpty()) {
      return channels;
    }
    RasterFile file = readers.open(links.existing(only));
    return channels.ofFile(only, file);
  }

  private static String assets(StacItem item) {
    List<String> keys = item.assets().stream().map(StacAsset::key).toList();
    return keys.isEmpty()
        ? "no assets"
        : "the assets " + keys.stream().limit(20).collect(Collectors.joining(", "));
  }
}
