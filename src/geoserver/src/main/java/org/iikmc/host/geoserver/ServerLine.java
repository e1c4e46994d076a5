/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.util.Optional;

/** The line of GeoServer that this build of the plugin is for. */
final class ServerLine {
  /** The build for GeoServer 2.28 and 3 renames it, as it renames the class everywhere. */
  private static final String IMAGE = "javax.media.jai.PlanarImage";

  private ServerLine() {}

  /** Why the plugin can't work in this GeoServer, and what to do; empty if it can. */
  static Optional<String> obstacle() {
    return obstacle(IMAGE, ServerLine.class.getClassLoader());
  }

  static Optional<String> obstacle(String image, ClassLoader server) {
    try {
      Class.forName(image, false, server);
      return Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.of(
          "this plugin is for GeoServer "
              + (image.startsWith("javax.") ? "2.27" : "2.28 and 3")
              + ", and this is another; take its jar out of WEB-INF/lib and put the one from the zip"
              + " for this line of GeoServer there");
    }
  }
}
