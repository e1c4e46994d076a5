/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.geoserver.catalog.Catalog;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.AcquisitionDate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/** The scenes behind names of layers, groups and mosaics. */
final class LayerScenes {
  private final Catalog catalog;

  /**
   * @param catalog that shows what the user may read
   */
  LayerScenes(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @param name {@code workspace:layer}, {@code workspace:group}, {@code workspace:mosaic} or
   *     {@code workspace:mosaic@date}
   */
  List<NamedScene> of(String name) throws IOException {
    int at = name.indexOf('@');
    String layerName = at < 0 ? name : name.substring(0, at);
    Optional<String> time = at < 0 ? Optional.empty() : Optional.of(name.substring(at + 1));
    try {
      LayerInfo layer = catalog.getLayerByName(layerName);
      if (layer != null) {
        return ofLayer(layer, time);
      }
      LayerGroupInfo group = catalog.getLayerGroupByName(layerName);
      if (group != null && time.isEmpty()) {
        List<NamedScene> scenes = new ArrayList<>();
        for (LayerInfo each : group.layers()) {
          scenes.addAll(ofLayer(each, Optional.empty()));
        }
        return scenes;
      }
    } catch (AccessDeniedException | AuthenticationException e) {
      throw new InputException(
          "You may not read the layer '" + layerName + "'; log in as a user who may.", e);
    }
    throw new InputException(
        "There is no layer '" + layerName + "' that you may read; write workspace:layer.");
  }

  private static List<NamedScene> ofLayer(LayerInfo layer, Optional<String> time)
      throws IOException {
    if (!(layer.getResource() instanceof CoverageInfo coverage)) {
      throw new InputException(
          "The layer '" + layer.prefixedName() + "' is not a raster; name layers of coverages.");
    }
    if (!(coverage.getGridCoverageReader(null, null) instanceof GridCoverage2DReader reader)) {
      throw new InputException(
          "The coverage of the layer '"
              + layer.prefixedName()
              + "' can't be read; see the server's log.");
    }
    String workspace = coverage.getNamespace().getPrefix();
    String name = NamedScene.safe(coverage.getName());
    List<GeneralParameterValue> footprints =
        Footprints.of(coverage, reader).map(List::of).orElse(List.of());
    List<MosaicTime> times = MosaicTime.of(reader);
    if (times.isEmpty()) {
      if (time.isPresent()) {
        throw new InputException(
            "The layer '"
                + layer.prefixedName()
                + "' has no TIME dimension; leave @"
                + time.get()
                + " out.");
      }
      return List.of(new NamedScene(workspace, name, date(coverage), reader, footprints));
    }
    List<MosaicTime> chosen =
        times.stream().filter(each -> time.isEmpty() || each.matches(time.get())).toList();
    if (chosen.isEmpty()) {
      throw new InputException(
          "The layer '"
              + layer.prefixedName()
              + "' has no time "
              + time.orElse("")
              + "; it has "
              + MosaicTime.list(times)
              + ".");
    }
    return chosen.stream()
        .map(
            each ->
                new NamedScene(
                    workspace,
                    name + "_" + each.suffix(times),
                    Optional.of(LocalDate.ofInstant(each.instant(), ZoneOffset.UTC)),
                    reader,
                    Stream.concat(Stream.of(each.parameter(reader)), footprints.stream()).toList()))
        .toList();
  }

  private static Optional<LocalDate> date(CoverageInfo coverage) {
    return AcquisitionDate.in(coverage.getName())
        .or(() -> AcquisitionDate.in(String.valueOf(coverage.getNativeName())))
        .or(() -> AcquisitionDate.in(String.valueOf(coverage.getTitle())));
  }
}
