/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Scaling;

/** Finds out what a file holds that GDAL opens, and where. Safe for use by several threads. */
final class GdalOpener {
  /** Items that tell when it was acquired, in lower case; the first that is there counts. */
  private static final List<String> DATE_ITEMS =
      List.of(
          "acquisitiondatetime",
          "date_acquired",
          "acquisition_date",
          "acquisition_time",
          "acquisition time",
          "rangebeginningdate",
          "product_start_time",
          "nc_global#time_coverage_start",
          "tifftag_datetime");

  private static final List<String> DATE_DOMAINS = List.of("", "IMAGERY", "ENVI");

  /** Scales of HDF4 files from which on they are divisors: see {@link #scaling}. */
  private static final double LEAST_DIVISOR = 10;

  private final GdalHandles handles;

  GdalOpener(GdalHandles handles) {
    this.handles = handles;
  }

  /**
   * Opens a file.
   *
   * @throws InputException if it is none that can be read
   */
  GdalFile open(GdalSource source) throws IOException {
    return handles.with(
        source,
        dataset ->
            dataset.bands() == 0
                ? new GdalContainer(this, source, dataset).open()
                : raster(source, dataset));
  }

  /** Opens a part of a container, which is a raster itself. */
  GdalFile openPart(GdalSource part) throws IOException {
    return handles.with(part, dataset -> raster(part, dataset));
  }

  private GdalFile raster(GdalSource source, GdalDataset dataset) throws IOException {
    int count = dataset.bands();
    if (count == 0) {
      throw new InputException(Problem.of(source.named(), " holds no pixels."));
    }
    List<GdalBand> bands = IntStream.rangeClosed(1, count).mapToObj(dataset::describe).toList();
    List<SampleKind> kinds =
        bands.stream()
            .map(
                band ->
                    SampleKind.of(band.type(), band.signedBytes())
                        .orElseThrow(() -> ofUnknownKind(source)))
            .toList();
    if (bands.stream().allMatch(GdalBand::alpha)) {
      throw new InputException(
          Problem.of(
              source.named(),
              " has no band but alpha; give a file of bands with values to cluster."));
    }
    StoredLength.check(source, dataset, bands);
    Grid grid = GdalGrid.of(handles.library(), source, dataset);
    boolean together =
        kinds.stream().distinct().count() == 1
            && "PIXEL".equals(dataset.metadata("IMAGE_STRUCTURE").get("INTERLEAVE"));
    List<String> names = GdalFile.names(bands.stream().map(GdalOpener::name).toList());
    List<GdalFile.Part> parts = new ArrayList<>();
    GdalPixels all =
        together ? pixels(source, dataset, bands, range(1, count), kinds.get(0)) : null;
    for (int i = 0; i < count; i++) {
      GdalBand band = bands.get(i);
      parts.add(
          new GdalFile.Part(
              names.get(i),
              band.nodata(),
              scaling(band, kinds.get(i), dataset.driver()),
              band.alpha(),
              together ? all : pixels(source, dataset, bands, List.of(i + 1), kinds.get(i)),
              together ? i : 0));
    }
    return new GdalFile(
        source.description(),
        grid,
        parts,
        GdalFile.named(dataset.categories(1), dataset.table(1)),
        dateTime(dataset),
        parts.stream().filter(part -> !part.alpha()).map(GdalFile.Part::name).toList(),
        List.of());
  }

  private static InputException ofUnknownKind(GdalSource source) {
    return new InputException(
        Problem.of(
            source.named(),
            " holds complex numbers, or others that are not known here; make real ones of them,"
                + " for example with gdal_translate -ot Float32."));
  }

  private static String name(GdalBand band) {
    return band.description().isEmpty()
        ? band.metadata().getOrDefault("NETCDF_VARNAME", "")
        : band.description();
  }

  private static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private GdalPixels pixels(
      GdalSource source,
      GdalDataset dataset,
      List<GdalBand> bands,
      List<Integer> numbers,
      SampleKind kind) {
    List<Integer> alpha =
        range(1, bands.size()).stream().filter(number -> bands.get(number - 1).alpha()).toList();
    Stream<Integer> masked =
        numbers.stream().filter(number -> bands.get(number - 1).mask() != GdalBand.Mask.NONE);
    boolean one = bands.stream().allMatch(band -> band.mask() == GdalBand.Mask.OF_FILE);
    return new GdalPixels(
        handles,
        source,
        numbers,
        kind,
        alpha,
        masked.limit(one ? 1 : numbers.size()).toList(),
        dataset.size(),
        dataset.block(numbers.get(0)),
        dataset.overviews(numbers.get(0)));
  }

  /**
   * In HDF4, which has no rule for it, MODIS products write 10000 where others write 0.0001 (MODIS
   * Land's "calibrated = (stored - offset) * scale" and its opposite are both in use): such a scale
   * is not believed.
   */
  private static Scaling scaling(GdalBand band, SampleKind kind, String driver) {
    if (driver.startsWith("HDF4") && Math.abs(band.scale()) >= LEAST_DIVISOR) {
      return Scaling.unknown(
          "its file gives the scale "
              + band.scale()
              + ", which in HDF4 may mean that values are divided by it");
    }
    return band.scaling(kind == SampleKind.FLOAT32 || kind == SampleKind.FLOAT64);
  }

  private static Optional<String> dateTime(GdalDataset dataset) {
    List<Map.Entry<String, String>> items =
        DATE_DOMAINS.stream()
            .flatMap(domain -> dataset.metadata(domain).entrySet().stream())
            .toList();
    return DATE_ITEMS.stream()
        .flatMap(
            wanted ->
                items.stream()
                    .filter(item -> item.getKey().toLowerCase(Locale.ROOT).equals(wanted)))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
