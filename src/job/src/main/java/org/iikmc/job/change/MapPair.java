/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import org.iikmc.raster.SceneSource;

/** Two maps, the earlier one first. */
record MapPair(SceneSource from, SceneSource to) {
  /**
   * What outputs are called after: both dates, or the names of both maps where a date is missing.
   */
  String name() {
    return from.date().isPresent() && to.date().isPresent()
        ? from.date().get() + "_" + to.date().get()
        : from.name() + "_" + to.name();
  }
}
