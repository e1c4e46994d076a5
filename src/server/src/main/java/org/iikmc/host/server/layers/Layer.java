/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.layers;

import java.time.LocalDate;
import java.util.List;
import org.iikmc.raster.Grid;

/** Something that can be drawn. */
public sealed interface Layer permits SceneLayer, ClassLayer, ConfidenceLayer {
  /** Its name, with its workspace. */
  String name();

  /** For people. */
  String title();

  /** Dates between which can be chosen, the earliest first; empty for a layer of one scene. */
  List<LocalDate> dates();

  /** The grids of its rasters. */
  List<Grid> grids();
}
