/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.polygon;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/** Formats of files of polygons. */
public enum PolygonFormat {
  /** OGC GeoPackage, in the reference system of the map. */
  GPKG {
    @Override
    public PolygonWriter write(Path file, PolygonLayer layer, Instant now) throws IOException {
      return new GeoPackageWriter(file, layer, now);
    }
  },
  /** GeoJSON, in longitude and latitude. */
  GEOJSON {
    @Override
    public PolygonWriter write(Path file, PolygonLayer layer, Instant now) throws IOException {
      return new GeoJsonWriter(new BufferedOutputStream(Files.newOutputStream(file)), layer);
    }
  };

  /**
   * Begins a file.
   *
   * @param file that does not exist
   * @param now when it is written
   * @throws org.iikmc.kmeans.problem.InputException if the map can't be written in this format
   */
  public abstract PolygonWriter write(Path file, PolygonLayer layer, Instant now)
      throws IOException;

  /** What names of such files end with, with a dot. */
  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
