/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.List;
import java.util.Optional;

/**
 * What the files of a classified scene are called. Which name stands first says {@link MapNaming}.
 *
 * @param scene its name, perhaps with a date before it
 */
public record MapName(String scene) {
  /** Before the ending of the name of a map. */
  public static final String SUFFIX = "_classes";

  private static final String TIFF = SUFFIX + ".tif";

  /**
   * The ending of a map as it was before it was cleaned. It begins as the name of the map goes on,
   * so that it counts among the files beside the map, which go when another takes its place.
   */
  private static final String UNSIEVED = ".unsieved";

  private static final String UNSIEVED_TIFF = SUFFIX + UNSIEVED + ".tif";

  /** Ends the name of what tells how sure a map is, before the ending of a file. */
  public static final String CONFIDENCE = "_confidence";

  /** Whether a file is called as maps are. */
  public static boolean isOfMap(String fileName) {
    return fileName.endsWith(TIFF);
  }

  /** Whether a file is called as maps are that are kept beside their clean ones. */
  public static boolean isUnsieved(String fileName) {
    return fileName.endsWith(UNSIEVED_TIFF);
  }

  /** The name of a map as it was before it was cleaned, by that of the clean one. */
  public static String unsieved(String tiff) {
    return tiff.replaceFirst("\\.tif$", UNSIEVED + ".tif");
  }

  /** The map whose confidence a file may be by its name; empty if it is called otherwise. */
  public static Optional<MapName> ofConfidence(String fileName) {
    String ending = CONFIDENCE + ".tif";
    return fileName.endsWith(ending)
        ? Optional.of(new MapName(fileName.substring(0, fileName.length() - ending.length())))
        : Optional.empty();
  }

  /**
   * The scene of a map, by the name of its file or layer; the name itself if it is called
   * otherwise.
   */
  public static String sceneOf(String name) {
    String stem = name.replaceFirst("(?i)\\.tiff?$", "");
    return stem.endsWith(SUFFIX) ? stem.substring(0, stem.length() - SUFFIX.length()) : stem;
  }

  /** The map. */
  public String tiff() {
    return scene + TIFF;
  }

  /** How sure the labels of the map are. */
  public String confidence() {
    return scene + CONFIDENCE + ".tif";
  }

  /** The same and its style for QGIS. */
  public List<String> confidenceFiles() {
    return List.of(confidence(), scene + CONFIDENCE + ".qml");
  }

  /** Files of the map: itself, the names of its classes for GDAL, and its style for QGIS. */
  public List<String> files() {
    return files(SUFFIX);
  }

  /** The same of the map as it was before it was cleaned. */
  public List<String> unsievedFiles() {
    return files(SUFFIX + UNSIEVED);
  }

  private List<String> files(String ending) {
    String tiff = scene + ending + ".tif";
    return List.of(tiff, tiff + ".aux.xml", scene + ending + ".qml");
  }
}
