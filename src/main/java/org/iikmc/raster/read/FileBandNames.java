/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.util.URLs;
import org.iikmc.raster.InputException;

/**
 * Names of bands that GDAL wrote into the GeoTIFF behind a reader. GeoTools does not look at them,
 * so that the quality band of a product would be one like others.
 */
final class FileBandNames {
  private FileBandNames() {}

  /** One name for each band, a number where there is none; empty if this is no such file. */
  static List<String> of(GridCoverage2DReader reader) {
    File file = file(reader.getSource());
    if (file == null || !file.isFile()) {
      return List.of();
    }
    try (TiffReaders readers = new TiffReaders()) {
      return new TiffFile(file.toPath(), readers).bandNames();
    } catch (IOException | InputException e) {
      return List.of(); // another format, or a TIFF that this reader alone understands
    }
  }

  private static File file(Object source) {
    if (source instanceof URL url) {
      return URLs.urlToFile(url);
    }
    return source instanceof File file ? file : null;
  }
}
