/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.write;

/** Sees all labels of a scene once, in bands of whole rows from top to bottom. */
public interface LabelConsumer {
  /** Wants nothing. */
  LabelConsumer NONE = (top, count, width, rows) -> {};

  /**
   * @param top first row of the band
   * @param count number of rows
   * @param width columns of the scene
   * @param rows labels 0…k of these rows; valid during the call only
   */
  void accept(int top, int count, int width, byte[] rows);

  /** This consumer, then another. */
  default LabelConsumer andThen(LabelConsumer other) {
    return (top, count, width, rows) -> {
      accept(top, count, width, rows);
      other.accept(top, count, width, rows);
    };
  }
}
