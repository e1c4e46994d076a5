/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.layers;

import java.time.LocalDate;
import java.util.List;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.job.catalog.StoredSeries;
import org.iikmc.raster.Grid;
import org.iikmc.raster.read.TiffFile;

/**
 * How sure the labels of a classified scene are.
 *
 * @param localName without a workspace
 * @param series it belongs to
 * @param scene whose labels are meant
 * @param file of margin and distance
 */
public record ConfidenceLayer(
    String localName, StoredSeries series, StoredSeries.ClassifiedScene scene, TiffFile file)
    implements Layer {
  @Override
  public String name() {
    return DirectoryCatalog.PUBLISHED + ":" + localName;
  }

  @Override
  public String title() {
    return series.prefix() + ", " + scene.scene() + ": confidence";
  }

  @Override
  public List<LocalDate> dates() {
    return List.of();
  }

  @Override
  public List<Grid> grids() {
    return List.of(file.grid());
  }
}
