/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Changes of the catalog that are all undone, last first, if one of them fails. */
final class CatalogChanges {
  private static final Logger LOGGER = Logger.getLogger(CatalogChanges.class.getName());

  private final Deque<Undo> undos = new ArrayDeque<>();

  /** Part of a change, or its opposite. */
  interface Undo {
    void run() throws Exception;
  }

  /** Has been done, and this is its opposite. */
  void done(Undo undo) {
    undos.push(undo);
  }

  /** Goes back to the beginning. What can't be undone is logged, and the rest goes on. */
  void undo() {
    while (!undos.isEmpty()) {
      try {
        undos.pop().run();
      } catch (Exception e) {
        LOGGER.log(Level.SEVERE, "A change of the catalog could not be undone", e);
      }
    }
  }
}
