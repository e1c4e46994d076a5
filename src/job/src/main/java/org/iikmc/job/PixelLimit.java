/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import java.util.List;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Scene;

/**
 * How much one run may ask of a host that others use too.
 *
 * @param pixels of all scenes together, nodata included
 * @param where the administrator raises it, for the message
 */
public record PixelLimit(long pixels, String where) {
  /** For a host that serves one user. */
  public static final PixelLimit NONE = new PixelLimit(Long.MAX_VALUE, "");

  /**
   * @throws InputException if the scenes have more; nothing has been read yet
   */
  public void check(List<Scene> scenes) {
    long asked = scenes.stream().mapToLong(s -> (long) s.grid().width() * s.grid().height()).sum();
    if (asked > pixels) {
      throw new InputException(
          "The scenes have "
              + asked
              + " pixels, but this server allows "
              + pixels
              + " in a run; give fewer scenes, or have the administrator raise "
              + where
              + ".");
    }
  }
}
