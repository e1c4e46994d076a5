/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.iikmc.raster.MapName;

/**
 * The files of one series in the data directory: those of the job, the maps {@linkplain
 * org.iikmc.raster.MapNaming#BY_DATE named by date}, and what GeoTools needs to read them as a
 * mosaic.
 */
final class MapFolder {
  static final String GEOTIFF = "GeoTIFF";
  static final String MOSAIC = "ImageMosaic";

  private static final Set<String> INDEX =
      Set.of(".properties", ".shp", ".shx", ".dbf", ".prj", ".fix", ".qix", ".cpg");

  private final Path folder;

  MapFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Whether GeoTools made a file of the index of a mosaic, and may have changed it since.
   *
   * @param mosaic its name
   */
  static boolean isIndex(String file, String mosaic) {
    return file.equals("sample_image.dat")
        || INDEX.stream().anyMatch(ending -> file.equals(mosaic + ending));
  }

  /** Makes the folder a mosaic with a TIME dimension. */
  void makeMosaic(String name) throws IOException {
    Files.writeString(
        folder.resolve("indexer.properties"),
        """
        Name=%s
        Wildcard=*%s.tif
        Recursive=false
        AbsolutePath=false
        TimeAttribute=time
        Schema=*the_geom:Polygon,location:String,time:java.util.Date
        PropertyCollectors=TimestampFileNameExtractorSPI[timeregex](time)
        """
            .formatted(name, MapName.SUFFIX));
    Files.writeString(
        folder.resolve("timeregex.properties"),
        "regex=^[0-9]{4}-[0-9]{2}-[0-9]{2},format=yyyy-MM-dd\n");
  }
}
