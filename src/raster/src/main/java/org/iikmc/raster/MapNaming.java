/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import java.time.LocalDate;
import java.util.Optional;

/** How a host wants the maps of a run to be called. */
public enum MapNaming {
  /** After their scenes. */
  BY_SCENE {
    @Override
    public MapName of(String scene, Optional<LocalDate> date) {
      return new MapName(scene);
    }
  },
  /** The same with the date before it, where it is known: a mosaic looks for it there. */
  BY_DATE {
    @Override
    public MapName of(String scene, Optional<LocalDate> date) {
      return new MapName(date.map(day -> day + "_" + scene).orElse(scene));
    }
  };

  /**
   * The names of the files of a map.
   *
   * @param scene its name
   * @param date of its acquisition
   */
  public abstract MapName of(String scene, Optional<LocalDate> date);
}
