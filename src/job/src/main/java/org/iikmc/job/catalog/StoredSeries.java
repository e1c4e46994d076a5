/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.signatures.SignatureSet;

/**
 * A series that was published into a folder.
 *
 * @param prefix its name, which is that of the folder too
 * @param folder where its files are
 * @param created when it was computed
 * @param signatures of its classes
 * @param maps one for each scene
 * @param timeLayer the layer with all dates, if there is one
 * @param changes whether its classes are changes between dates, which follow from the maps of
 *     another series
 */
public record StoredSeries(
    String prefix,
    Path folder,
    Instant created,
    SignatureSet signatures,
    List<ClassifiedScene> maps,
    Optional<String> timeLayer,
    boolean changes) {
  /**
   * The map of a scene.
   *
   * @param layer its name, without a workspace
   * @param scene that was classified
   * @param date of acquisition
   * @param file in the folder of the series
   * @param confidence how sure its labels are, if that was asked for
   * @param counts pixels of each class
   * @param areas square kilometres of each class; empty where they are not known
   */
  public record ClassifiedScene(
      String layer,
      String scene,
      Optional<LocalDate> date,
      Path file,
      Optional<Confidence> confidence,
      long[] counts,
      Optional<double[]> areas) {}

  /**
   * How sure the labels of a map are.
   *
   * @param layer its name, without a workspace
   * @param file in the folder of the series
   */
  public record Confidence(String layer, Path file) {}

  public StoredSeries {
    maps = List.copyOf(maps);
  }

  /** Names of all layers, without a workspace. */
  public List<String> layers() {
    List<String> names = new ArrayList<>(maps.stream().map(ClassifiedScene::layer).toList());
    maps.forEach(map -> map.confidence().ifPresent(confidence -> names.add(confidence.layer())));
    timeLayer.ifPresent(names::add);
    return names;
  }
}
