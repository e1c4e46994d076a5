/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.geotools.api.data.CloseableIterator;
import org.geotools.api.data.FileGroupProvider.FileGroup;
import org.geotools.api.data.FileResourceInfo;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.util.URLs;

/**
 * The TIFFs behind a coverage reader. GeoTools ignores some of what GDAL wrote into them, and its
 * pixels come from the reader beneath as they are: a file that it would take for other pixels is
 * refused.
 */
final class CoverageFiles {
  private final GridCoverage2DReader reader;
  private final String coverage;

  CoverageFiles(GridCoverage2DReader reader, String coverage) {
    this.reader = reader;
    this.coverage = coverage;
  }

  /**
   * The GeoTIFF that is the coverage.
   *
   * @return empty if it is another kind of file, or none
   * @throws org.iikmc.kmeans.problem.InputException if it can't be read, or GeoTools would not read
   *     it right
   */
  Optional<TiffFile> only() throws IOException {
    return tiff(file(reader.getSource()));
  }

  /**
   * Looks at each file of a mosaic.
   *
   * @throws org.iikmc.kmeans.problem.InputException as above
   */
  void checkAll() throws IOException {
    if (reader.getInfo(coverage) instanceof FileResourceInfo info) {
      try (CloseableIterator<FileGroup> groups = info.getFiles(null)) {
        while (groups.hasNext()) {
          tiff(groups.next().getMainFile());
        }
      }
    }
  }

  private static Optional<TiffFile> tiff(File file) throws IOException {
    if (file == null || !file.isFile() || !TiffFile.isTiff(file.toPath())) {
      return Optional.empty();
    }
    Path path = file.toPath();
    try (TiffReaders readers = new TiffReaders()) {
      TiffFile tiff = new TiffFile(path, readers);
      tiff.checkItNeedsNoCorrection();
      return Optional.of(tiff);
    }
  }

  private static File file(Object source) {
    if (source instanceof URL url) {
      return URLs.urlToFile(url);
    }
    return source instanceof File file ? file : null;
  }
}
