/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.layers;

import java.time.LocalDate;
import java.util.List;
import org.iikmc.job.catalog.DirectoryCatalog;
import org.iikmc.raster.Grid;
import org.iikmc.raster.SceneSource;

/**
 * A scene as it was acquired.
 *
 * @param scene the same object as long as its files stay the same
 * @param grid of its first band
 */
public record SceneLayer(SceneSource scene, Grid grid) implements Layer {
  @Override
  public String name() {
    return DirectoryCatalog.SCENES + ":" + DirectoryCatalog.listable(scene.name());
  }

  @Override
  public String title() {
    return scene.name();
  }

  @Override
  public List<LocalDate> dates() {
    return List.of();
  }

  @Override
  public List<Grid> grids() {
    return List.of(grid);
  }
}
