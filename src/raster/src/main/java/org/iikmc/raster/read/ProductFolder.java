/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityBands;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.QualityQuery;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.Sensor;
import org.iikmc.raster.archive.Archives;

/**
 * A scene that is a folder of one-band files, named as a {@link Product}. Of a band that is there
 * in several sizes the one that is asked for is taken, or the finest.
 */
final class ProductFolder implements SceneSource {
  private static final Pattern BAND_ALONE = Pattern.compile("[A-Za-z0-9]+\\.[A-Za-z0-9]+");

  private final Path folder;
  private final Product product;
  private final Map<String, Path> bands;
  private final Map<QualityFlags, Path> quality;
  private final RasterReaders readers;
  private final CommonGrid choice;

  private ProductFolder(
      Path folder,
      Product product,
      Map<String, Path> bands,
      Map<QualityFlags, Path> quality,
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
      Map<QualityFlags, SortedMap<Integer, Path>> quality = new EnumMap<>(QualityFlags.class);
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
          quality.computeIfAbsent(part.quality().get(), q -> new TreeMap<>()).put(size, file);
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
        Map<QualityFlags, Path> asked = new EnumMap<>(QualityFlags.class);
        quality.forEach((flags, sizes) -> asked.put(flags, choice.of(sizes)));
        return Optional.of(new ProductFolder(folder, product, chosen, asked, readers, choice));
      }
    }
    return Optional.empty();
  }

  /** Of a file that is called by its band alone, in a folder that is called as the product. */
  private static Optional<String> nameWithFolder(Path file) {
    String name = file.getFileName().toString();
    return BAND_ALONE.matcher(name).matches()
        ? called(file.toAbsolutePath().normalize().getParent()).map(folder -> folder + "_" + name)
        : Optional.empty();
  }

  /** What a folder is called; empty for the root of a disk. */
  private static Optional<String> called(Path folder) {
    return Archives.nameOfRoot(folder)
        .or(() -> Optional.ofNullable(folder.getFileName()).map(Path::toString));
  }

  /** The name of one of the files, as the product has it. */
  private String nameOfAFile() {
    Path file = bands.values().iterator().next();
    return nameWithFolder(file).orElse(file.getFileName().toString());
  }

  /** By number, B8A after B8. */
  private static Comparator<String> bandOrder() {
    return Comparator.comparing(
            (String name) -> Integer.parseInt(name.replaceFirst("[^0-9]*([0-9]+).*", "$1")))
        .thenComparing(Comparator.naturalOrder());
  }

  @Override
  public String name() {
    return called(folder.toAbsolutePath().normalize())
        .orElse("scene")
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
    return open(wanted, PixelRules.standard().conditions());
  }

  @Override
  public Scene open(List<String> wanted, Set<PixelCondition> conditions) throws IOException {
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
        name(),
        date(),
        shared.grid(),
        shared.bands(),
        quality(shared.grid(), wanted, conditions),
        sensor());
  }

  private List<QualityBand> quality(Grid scene, List<String> wanted, Set<PixelCondition> conditions)
      throws IOException {
    List<QualityBand> opened = new ArrayList<>();
    for (QualityQuery query : QualityBands.queries(List.copyOf(quality.keySet()), wanted)) {
      QualityQuery own = query.about(conditions);
      if (!own.isEmpty()) {
        opened.add(new QualityFile(quality.get(own.flags()), name(), scene, readers).band(0, own));
      }
    }
    return opened;
  }
}
