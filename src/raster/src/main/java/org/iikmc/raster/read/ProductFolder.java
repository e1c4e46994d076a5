/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.Sensor;

/**
 * A scene that is a folder of one-band files, named as a {@link Product}. Of a band that is there
 * in several sizes the one that is asked for is taken, or the finest.
 */
final class ProductFolder implements SceneSource {
  private static final Pattern BAND_ALONE = Pattern.compile("[A-Za-z0-9]+\\.[A-Za-z0-9]+");

  private final Path folder;
  private final Product product;
  private final Map<String, Path> bands;
  private final Optional<QualityFile> quality;
  private final RasterReaders readers;
  private final CommonGrid choice;

  private record QualityFile(Path file, QualityFlags flags) {}

  private ProductFolder(
      Path folder,
      Product product,
      Map<String, Path> bands,
      Optional<QualityFile> quality,
      RasterReaders readers,
      CommonGrid choice) {
    this.folder = folder;
    this.product = product;
    this.bands = bands;
    this.quality = quality;
    this.readers = readers;
    this.choice = choice;
  }

  /** The product in a folder, if there is one. */
  static Optional<ProductFolder> in(Path folder, RasterReaders readers, CommonGrid choice)
      throws IOException {
    List<Path> files = ProductFiles.in(folder);
    for (Product product : Product.values()) {
      Map<String, SortedMap<Integer, Path>> bands = new TreeMap<>(bandOrder());
      SortedMap<Integer, QualityFile> quality = new TreeMap<>();
      for (Path file : files) {
        Optional<Product.Part> found =
            product
                .part(file.getFileName().toString())
                .or(() -> nameWithFolder(file).flatMap(product::part));
        if (found.isEmpty()) {
          continue;
        }
        Product.Part part = found.get();
        int size = part.resolution().orElse(0);
        if (part.quality().isPresent()) {
          quality.put(size, new QualityFile(file, part.quality().get()));
        } else {
          Path other = bands.computeIfAbsent(part.band(), n -> new TreeMap<>()).put(size, file);
          if (other != null) {
            throw new InputException(
                folder,
                " holds band " + part.band() + " twice (",
                other.getFileName(),
                ", ",
                file.getFileName(),
                "); give one product per folder.");
          }
        }
      }
      if (!bands.isEmpty()) {
        Map<String, Path> chosen = new TreeMap<>(bandOrder());
        bands.forEach((band, sizes) -> chosen.put(band, choice.of(sizes)));
        return Optional.of(
            new ProductFolder(
                folder,
                product,
                chosen,
                quality.isEmpty() ? Optional.empty() : Optional.of(choice.of(quality)),
                readers,
                choice));
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
    return folder
        .toAbsolutePath()
        .normalize()
        .getFileName()
        .toString()
        .replaceFirst("(?i)\\.SAFE$", "");
  }

  @Override
  public Optional<LocalDate> date() {
    return AcquisitionDate.in(name())
        .or(() -> AcquisitionDate.in(nameOfAFile()))
        .or(() -> product.date(bands.values().iterator().next()));
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
    return product.defaultBands(nameOfAFile(), bandNames(), choice.resolution());
  }

  @Override
  public Scene open(List<String> wanted) throws IOException {
    List<CommonGrid.Placed> opened = new ArrayList<>();
    for (String name : wanted) {
      RasterFile file = readers.open(bands.get(name));
      Band band = file.band(name, 0, Optional.empty());
      if (band.nodata().isEmpty()) {
        band = file.band(name, 0, Optional.of(product.fill(band.type() == SampleType.INT16)));
      }
      opened.add(
          new CommonGrid.Placed(
              band.scaled(product.scaling(name, bands.get(name), band.scaling())), file.grid()));
    }
    CommonGrid.Shared shared = choice.of(name(), opened);
    return new Scene(
        name(), date(), shared.grid(), shared.bands(), openQuality(shared.grid()), sensor());
  }

  private Optional<QualityBand> openQuality(Grid scene) throws IOException {
    if (quality.isEmpty()) {
      return Optional.empty();
    }
    RasterFile file = readers.open(quality.get().file());
    if (!coversTheSame(scene, file.grid())) {
      throw new InputException(
          "Scene " + name() + ": the quality band ",
          quality.get().file().getFileName(),
          " does not cover the same ground as the bands; use ",
          Problem.option("mask", "none"),
          " to go without it.");
    }
    return Optional.of(CommonGrid.quality(file, 0, quality.get().flags(), scene));
  }

  /** Both corners agree to one pixel, of the scene or of the quality band. */
  private static boolean coversTheSame(Grid scene, Grid quality) {
    double pixel = Math.max(scene.pixelWidth(), quality.pixelWidth());
    Point2D first = new Point2D.Double();
    Point2D last = new Point2D.Double(scene.width(), scene.height());
    Point2D qualityLast = new Point2D.Double(quality.width(), quality.height());
    return scene.toWorld().transform(first, null).distance(quality.toWorld().transform(first, null))
            <= pixel
        && scene
                .toWorld()
                .transform(last, null)
                .distance(quality.toWorld().transform(qualityLast, null))
            <= pixel;
  }
}
