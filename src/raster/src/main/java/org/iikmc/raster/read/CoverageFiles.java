/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.CloseableIterator;
import org.geotools.api.data.FileGroupProvider.FileGroup;
import org.geotools.api.data.FileResourceInfo;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.util.DateRange;
import org.geotools.util.URLs;
import org.iikmc.kmeans.problem.InputException;

/**
 * The TIFFs behind a coverage reader. GeoTools ignores some of what GDAL wrote into them, and its
 * pixels come from the reader beneath as they are: a file that it would take for other pixels is
 * refused.
 */
final class CoverageFiles {
  private final GridCoverage2DReader reader;
  private final String coverage;
  private final Set<Date> times;

  /**
   * @param parameters of every request: of a mosaic, only files of their times count
   */
  CoverageFiles(
      GridCoverage2DReader reader, String coverage, List<GeneralParameterValue> parameters) {
    this.reader = reader;
    this.coverage = coverage;
    times =
        parameters.stream()
            .filter(each -> each instanceof ParameterValue<?> value && value.getValue() != null)
            .map(each -> ((ParameterValue<?>) each).getValue())
            .flatMap(value -> value instanceof Collection<?> all ? all.stream() : Stream.of(value))
            .filter(Date.class::isInstance)
            .map(Date.class::cast)
            .collect(Collectors.toSet());
  }

  /**
   * The GeoTIFF that is the coverage or, of a mosaic, one of its GeoTIFFs if all tell the same of
   * their bands. Looks at all of them.
   *
   * @return empty if they are of another kind, or tell different things
   * @throws InputException if one can't be read, GeoTools would not read it right, or they give
   *     different scales
   */
  Optional<TiffFile> alike() throws IOException {
    Optional<TiffFile> only = tiff(file(reader.getSource()));
    if (only.isPresent() || !(reader.getInfo(coverage) instanceof FileResourceInfo info)) {
      return only;
    }
    Optional<TiffFile> first = Optional.empty();
    boolean alike = true;
    try (CloseableIterator<FileGroup> groups = info.getFiles(null)) {
      while (groups.hasNext()) {
        FileGroup group = groups.next(); // null if the file is gone
        if (group != null && isOfTimes(group)) {
          Optional<TiffFile> tiff = tiff(group.getMainFile());
          first = first.or(() -> tiff);
          TiffFile example = first.orElse(null);
          tiff.ifPresent(file -> checkItIsScaledAs(example, file));
          alike &= tiff.filter(file -> file.tellsTheSameOfItsBands(example)).isPresent();
        }
      }
    }
    return alike ? first : Optional.empty();
  }

  private static void checkItIsScaledAs(TiffFile one, TiffFile other) {
    if (!one.scalings().equals(other.scalings())) {
      throw new InputException(
          one.path(),
          " and ",
          other.path(),
          " of one mosaic and time give their bands different scales or offsets, so that their"
              + " numbers can't be compared; bring them to one with gdal_translate -unscale -ot"
              + " Float32.");
    }
  }

  private boolean isOfTimes(FileGroup group) {
    if (times.isEmpty() || group.getMetadata() == null) {
      return true;
    }
    return group.getMetadata().values().stream()
        .filter(DateRange.class::isInstance)
        .map(DateRange.class::cast)
        .allMatch(range -> times.stream().anyMatch(range::contains));
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
