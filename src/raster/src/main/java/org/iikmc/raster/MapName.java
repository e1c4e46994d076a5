/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.util.List;

/**
 * What the files of a classified scene are called. Which name stands first says {@link MapNaming}.
 *
 * @param scene its name, perhaps with a date before it
 */
public record MapName(String scene) {
  /** Before the ending of the name of a map. */
  public static final String SUFFIX = "_classes";

  private static final String TIFF = SUFFIX + ".tif";

  /** Ends the name of what tells how sure a map is, before the ending of a file. */
  public static final String CONFIDENCE = "_confidence";

  /** Whether a file is called as maps are. */
  public static boolean isOfMap(String fileName) {
    return fileName.endsWith(TIFF);
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
    return List.of(tiff(), tiff() + ".aux.xml", scene + SUFFIX + ".qml");
  }
}
