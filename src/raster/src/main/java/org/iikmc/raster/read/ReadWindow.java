/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;

/** How much of a coverage to ask for at once. */
final class ReadWindow {
  /**
   * Sides that a window should have: a request to a coverage reader costs milliseconds whatever it
   * asks for, and the tiles of an image that starts anywhere are cut by the edges of windows.
   */
  private static final int SIDE = 512;

  /** Pixels of a window at most, unless a single row has more. */
  private static final int MOST_PIXELS = 1 << 20;

  private ReadWindow() {}

  /**
   * The size of windows: whole tiles, enough of them for the sides that a window should have.
   *
   * @param tile as the coverage is stored
   * @param image all of it
   */
  static Dimension size(Dimension tile, Dimension image) {
    int width = Math.min(grown(tile.width, MOST_PIXELS), image.width);
    int height = Math.min(grown(tile.height, MOST_PIXELS / width), image.height);
    return new Dimension(width, height);
  }

  /** The multiple that reaches the side, or the greatest one within a limit. */
  private static int grown(int tile, int most) {
    int tiles = (SIDE + tile - 1) / tile;
    return Math.max(1, Math.min(tiles, most / tile)) * tile;
  }

  /** A window, for messages. */
  static String text(Rectangle window) {
    return "column "
        + window.x
        + ", row "
        + window.y
        + " ("
        + window.width
        + " x "
        + window.height
        + " pixels)";
  }
}
