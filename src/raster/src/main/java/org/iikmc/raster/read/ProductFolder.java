/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.Sensor;

/** A scene that is a folder of one-band files, named as a {@link Product}. */
final class ProductFolder implements SceneSource {
  private static final Pattern BAND_ALONE = Pattern.compile("[A-Za-z0-9]+\\.[A-Za-z0-9]+");

  private final Path folder;
  private final Product product;
  private final Map<String, Path> bands;
  private final Optional<QualityFile> quality;
  private final RasterReaders readers;

  private record QualityFile(Path file, QualityFlags flags) {}

  private ProductFolder(
      Path folder,
      Product product,
      Map<String, Path> bands,
      Optional<QualityFile> quality,
      RasterReaders readers) {
    this.folder = folder;
    this.product = product;
    this.bands = bands;
    this.quality = quality;
    this.readers = readers;
  }

  /** The product in a folder, if there is one. */
  static Optional<ProductFolder> in(Path folder, RasterReaders readers) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(SceneFinder::isVisible).filter(Files::isRegularFile).sorted().toList();
    }
    for (Product product : Product.values()) {
      Map<String, Path> bands = new TreeMap<>(bandOrder());
      Optional<QualityFile> quality = Optional.empty();
      for (Path file : files) {
        Optional<Product.Part> part =
            product
                .part(file.getFileName().toString())
                .or(() -> nameWithFolder(file).flatMap(product::part));
        if (part.isEmpty()) {
          continue;
        }
        if (part.get().quality().isPresent()) {
          quality = Optional.of(new QualityFile(file, part.get().quality().get()));
        } else {
          Path other = bands.put(part.get().band(), file);
          if (other != null) {
            throw new InputException(
                folder,
                " holds band " + part.get().band() + " twice (",
                other.getFileName(),
                ", ",
                file.getFileName(),
                "); give one product per folder.");
          }
        }
      }
      if (!bands.isEmpty()) {
        return Optional.of(new ProductFolder(folder, product, bands, quality, readers));
      }
    }
    return Optional.empty();
  }

  /** Of a file that is called by its band alone, in a folder that is called as the product. */
  private static Optional<String> nameWithFolder(Path file) {
    String name = file.getFileName().toString();
    Path folder = file.toAbsolutePath().normalize().getParent().getFileName();
    return folder != null && BAND_ALONE.matcher(name).matches()
        ? Optional.of(folder + "_" + name)
        : Optional.empty();
  }

  /** The name of one of the files, as the product has it. */
  private String nameOfAFile() {
    Path file = bands.values().iterator().next();
    return nameWithFolder(file).orElse(file.getFileName().toString());
  }

  /** By number, B8A after B8. */
  private static Comparator<String> bandOrder() {
    return Comparator.comparing((String name) -> Integer.parseInt(name.replaceAll("[^0-9]", "")))
        .thenComparing(Comparator.naturalOrder());
  }

  @Override
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  @Override
  public Optional<LocalDate> date() {
    return AcquisitionDate.in(name()).or(() -> AcquisitionDate.in(nameOfAFile()));
  }

  @Override
  public Optional<Sensor> sensor() {
    return Sensor.ofProduct(nameOfAFile());
  }

  @Override
  public List<String> bandNames() {
    return List.copyOf(bands.keySet());
  }

  @Override
  public List<String> defaultBands() {
    return product.defaultBands(nameOfAFile(), bandNames());
  }

  @Override
  public Scene open(List<String> wanted) throws IOException {
    List<Band> opened = new ArrayList<>();
    OneGrid grid = new OneGrid(name());
    for (String name : wanted) {
      RasterFile file = open(bands.get(name));
      grid.accept(name, file.grid());
      Band band = file.band(name, 0, Optional.empty());
      if (band.nodata().isEmpty()) {
        band = file.band(name, 0, Optional.of(product.fill(band.type() == SampleType.INT16)));
      }
      opened.add(band.scaled(product.scaling(name, bands.get(name), band.scaling())));
    }
    return new Scene(name(), date(), grid.grid(), opened, openQuality(grid.grid()), sensor());
  }

  private Optional<QualityBand> openQuality(Grid scene) throws IOException {
    if (quality.isEmpty()) {
      return Optional.empty();
    }
    RasterFile file = readers.open(quality.get().file());
    return Optional.of(
        OneGrid.quality(name(), scene, file, quality.get().file(), quality.get().flags()));
  }

  private RasterFile open(Path file) throws IOException {
    if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jp2")) {
      throw new InputException(
          file, " is JPEG 2000, which can't be read here; convert it with gdal_translate to .tif.");
    }
    return readers.open(file);
  }
}
