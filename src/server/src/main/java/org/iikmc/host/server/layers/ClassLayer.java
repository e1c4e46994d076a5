/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.layers;

import java.time.LocalDate;
import java.util.List;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.job.catalog.StoredSeries;
import org.iikmc.raster.Grid;
import org.iikmc.raster.read.TiffFile;

/**
 * A classified scene, or all of a series to choose from by date.
 *
 * @param localName without a workspace
 * @param series it belongs to
 * @param maps one, or those of all dates
 * @param byDate whether a date is chosen
 */
public record ClassLayer(String localName, StoredSeries series, List<Map> maps, boolean byDate)
    implements Layer {

  /** A map and what is known of its scene. */
  public record Map(StoredSeries.ClassifiedScene scene, TiffFile file) {}

  @Override
  public String name() {
    return DirectoryCatalog.PUBLISHED + ":" + localName;
  }

  @Override
  public String title() {
    return byDate
        ? series.prefix() + ", all dates"
        : series.prefix() + ", " + maps.get(0).scene().scene();
  }

  @Override
  public List<LocalDate> dates() {
    return byDate
        ? maps.stream().flatMap(map -> map.scene().date().stream()).distinct().sorted().toList()
        : List.of();
  }

  @Override
  public List<Grid> grids() {
    return maps.stream().map(map -> map.file().grid()).toList();
  }
}
