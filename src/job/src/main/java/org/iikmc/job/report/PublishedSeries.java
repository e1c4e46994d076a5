/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a series was published as.
 *
 * @param style of all layers, with its workspace
 * @param alternativeStyle the same classes in the other palette, if it was published
 * @param layers one for each map, in the order of the scenes
 * @param confidenceLayers of how sure the labels of each map are, likewise; empty if that was not
 *     asked for
 * @param timeLayer one layer with all dates; empty if not all scenes have one, or they don't fit
 *     one mosaic
 * @param group of all layers, if it was asked for
 * @param notes what a user should know, in sentences
 */
public record PublishedSeries(
    String style,
    Optional<String> alternativeStyle,
    List<Layer> layers,
    List<Layer> confidenceLayers,
    Optional<Layer> timeLayer,
    Optional<String> group,
    List<String> notes) {

  /**
   * A layer.
   *
   * @param name with its workspace
   * @param scene whose map it is; empty for the layer of all dates
   * @param date of acquisition
   * @param wms a GetMap request that shows it; empty if the server does not know its address
   * @param legend a GetLegendGraphic request, likewise
   * @param wcs a GetCoverage request, likewise
   */
  public record Layer(
      String name,
      Optional<String> scene,
      Optional<LocalDate> date,
      Optional<String> wms,
      Optional<String> legend,
      Optional<String> wcs) {}

  public PublishedSeries {
    layers = List.copyOf(layers);
    confidenceLayers = List.copyOf(confidenceLayers);
    notes = List.copyOf(notes);
  }
}
