/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

/**
 * What is known of the ground, as it travels: GeoJSON or CSV that nobody has looked at yet, or the
 * name of a layer.
 *
 * @param text of the document
 */
public record ReferenceDocument(String text) {
  /** Whether this is the name of a layer: one line, which no CSV with a head has, and no JSON. */
  boolean isLayer() {
    String stripped = text.strip();
    return !stripped.startsWith("{") && stripped.lines().count() == 1;
  }
}
