/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.io.Closeable;
import java.io.IOException;

/** A file of polygons while it is written. For use by one thread. */
public interface PolygonWriter extends PolygonConsumer, Closeable {
  /**
   * Makes the file whole. A writer that is closed without it leaves a part of one.
   *
   * @throws IOException if it can't be written
   */
  void finish() throws IOException;
}
