/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandFiles;
import org.iikmc.raster.Grid;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityBands;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;

/** A scene that is one file. A band whose description names a quality band is taken as that. */
final class FileScene implements SceneSource {
  private final Path path;
  private final String name;
  private final RasterFile file;
  private final CommonGrid choice;
  private final List<String> allNames;

  FileScene(Path path, RasterReaders readers, CommonGrid choice) throws IOException {
    this(path, readers.open(path), readers, choice);
  }

  /**
   * @param file that is at the path
   */
  FileScene(Path path, RasterFile file, RasterReaders readers, CommonGrid choice) {
    this(path, nameOf(path, readers), file, choice);
  }

  private static String nameOf(Path path, RasterReaders readers) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 && readers.isEnding(name.substring(dot + 1)) ? name.substring(0, dot) : name;
  }

  /**
   * What lies at an address that is no path. It is called by its last part, less what the name of a
   * file can't have everywhere.
   */
  static FileScene at(String address, RasterFile file, CommonGrid choice) {
    String name =
        new FileAddress(address)
            .shown()
            .replaceFirst("[/\\\\]+$", "")
            .replaceFirst("(?s)^.*[/\\\\]", "");
    return new FileScene(
        Path.of("."),
        name.replaceAll("[^\\p{L}\\p{N}._-]+", "_").replaceFirst("\\.[A-Za-z0-9]{1,4}$", ""),
        file,
        choice);
  }

  private FileScene(Path path, String name, RasterFile file, CommonGrid choice) {
    this.path = path;
    this.name = name;
    this.file = file;
    this.choice = choice;
    allNames = file.bandNames();
  }

  /** The same under another name. */
  FileScene named(String other) {
    return new FileScene(path, other, file, choice);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<LocalDate> date() {
    return AcquisitionDate.in(name)
        .or(() -> product().flatMap(product -> product.date(path)))
        .or(() -> file.dateTime().flatMap(AcquisitionDate::in));
  }

  /** One band of a product, given alone, still has the product's metadata beside it. */
  private Optional<Product> product() {
    String fileName = path.getFileName().toString();
    return Stream.of(Product.values())
        .filter(product -> product.part(fileName).isPresent())
        .findFirst();
  }

  @Override
  public List<String> bandNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < allNames.size(); i++) {
      if (QualityFlags.ofBand(allNames.get(i)).isEmpty() && !file.isAlpha(i)) {
        names.add(allNames.get(i));
      }
    }
    return names;
  }

  @Override
  public List<String> defaultBands() {
    List<String> all = bandNames();
    List<String> usual = file.defaultBands().stream().filter(all::contains).toList();
    List<String> measured = usual.stream().filter(band -> !BandFiles.isQuality(band)).toList();
    return measured.isEmpty() ? usual : measured; // MSK_CLDPRB is a quality, though of no coding
  }

  @Override
  public SortedMap<Integer, String> categories() {
    return file.categories();
  }

  @Override
  public SortedMap<Integer, Color> colors() {
    return file.colors();
  }

  @Override
  public Scene open(List<String> wanted) {
    List<CommonGrid.Placed> bands = new ArrayList<>();
    for (String band : wanted) {
      bands.add(
          new CommonGrid.Placed(
              scaled(file.band(band, allNames.indexOf(band), Optional.empty())), file.grid()));
    }
    CommonGrid.Shared shared = choice.of(name, bands);
    return new Scene(name, date(), shared.grid(), shared.bands(), quality(shared.grid(), wanted));
  }

  /** One band of a product, given alone, still has the product's metadata beside it. */
  private Band scaled(Band band) {
    if (allNames.size() > 1) {
      return band;
    }
    String fileName = path.getFileName().toString();
    return product()
        .map(
            product ->
                product.scaling(product.part(fileName).orElseThrow().band(), path, band.scaling()))
        .map(band::scaled)
        .orElse(band);
  }

  private List<QualityBand> quality(Grid grid, List<String> wanted) {
    List<QualityBand> bands = new ArrayList<>(quality(file, grid, wanted));
    for (RasterFile own : file.quality()) {
      bands.addAll(quality(own, grid, wanted));
    }
    return bands;
  }

  private static List<QualityBand> quality(RasterFile file, Grid grid, List<String> wanted) {
    List<Band> all = IntStream.range(0, file.bandNames().size()).mapToObj(file::band).toList();
    return QualityBands.among(file.bandNames(), all, file.grid(), grid, wanted);
  }
}
