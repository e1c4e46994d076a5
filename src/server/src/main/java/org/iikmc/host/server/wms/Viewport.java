/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wms;

import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * What a map shows.
 *
 * @param bounds east first
 * @param width columns
 * @param height rows
 */
record Viewport(ReferencedEnvelope bounds, int width, int height) {
  double x(double column) {
    return bounds.getMinX() + column * bounds.getWidth() / width;
  }

  double y(double row) {
    return bounds.getMaxY() - row * bounds.getHeight() / height;
  }
}
