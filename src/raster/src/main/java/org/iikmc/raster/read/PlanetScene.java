/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.QualityQuery;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.product.PlanetScaling;

/** A scene that is one file of PlanetScope, with its mask beside it. */
final class PlanetScene implements SceneSource {
  /**
   * Of a udm2, the bands that are asked, by number from 0: not what is clear, or how sure it is.
   */
  private static final Map<Integer, QualityQuery> UDM2 =
      Map.of(
          1, QualityQuery.all(QualityFlags.PLANET_SNOW),
          2, QualityQuery.all(QualityFlags.PLANET_SHADOW),
          3, QualityQuery.all(QualityFlags.PLANET_HAZE),
          4, QualityQuery.all(QualityFlags.PLANET_HAZE),
          5, QualityQuery.all(QualityFlags.PLANET_CLOUD),
          7, QualityQuery.all(QualityFlags.PLANET_UNUSABLE).about(Set.of(PixelCondition.FILL)));

  private static final Map<Integer, QualityQuery> UDM =
      Map.of(0, QualityQuery.all(QualityFlags.PLANET_UNUSABLE));

  private static final int BANDS_OF_UDM2 = 8;

  private final PlanetImage image;
  private final RasterReaders readers;
  private final RasterFile file;
  private final CommonGrid choice;

  /** By name, in their order; from 0. */
  private final List<String> names;

  private PlanetScene(PlanetImage image, RasterReaders readers, CommonGrid choice)
      throws IOException {
    this.image = image;
    this.readers = readers;
    this.choice = choice;
    file = readers.open(image.path());
    List<String> own = file.bandNames();
    List<String> known = PlanetImage.bandNames(own.size());
    boolean nameless = own.stream().allMatch(name -> name.matches("[0-9]+"));
    names = nameless && !known.isEmpty() ? known : own;
  }

  /** The scene that a file is, if it is called as one. */
  static Optional<SceneSource> of(Path path, RasterReaders readers, CommonGrid choice)
      throws IOException {
    Optional<PlanetImage> image = PlanetImage.of(path);
    return image.isPresent()
        ? Optional.of(new PlanetScene(image.get(), readers, choice))
        : Optional.empty();
  }

  /**
   * The only one in a folder.
   *
   * @throws InputException if there are several
   */
  static Optional<SceneSource> in(Path folder, RasterReaders readers, CommonGrid choice)
      throws IOException {
    List<PlanetImage> images = PlanetImage.in(folder);
    if (images.size() > 1) {
      throw new InputException(
          folder,
          " holds several scenes of PlanetScope ("
              + images.stream()
                  .limit(3)
                  .map(each -> each.path().getFileName().toString())
                  .collect(Collectors.joining(", "))
              + (images.size() > 3 ? ", …" : "")
              + "); name this folder itself, or its files, in place of the one around it.");
    }
    return images.isEmpty()
        ? Optional.empty()
        : Optional.of(new PlanetScene(images.get(0), readers, choice));
  }

  @Override
  public String name() {
    return image.path().getFileName().toString().replaceFirst("(?i)\\.tiff?$", "");
  }

  @Override
  public Optional<LocalDate> date() {
    return AcquisitionDate.in(name());
  }

  @Override
  public List<String> bandNames() {
    return IntStream.range(0, names.size())
        .filter(band -> !file.isAlpha(band))
        .mapToObj(names::get)
        .toList();
  }

  @Override
  public List<String> defaultBands() {
    return bandNames();
  }

  @Override
  public Scene open(List<String> wanted) throws IOException {
    return open(wanted, PixelRules.standard().conditions());
  }

  @Override
  public Scene open(List<String> wanted, Set<PixelCondition> conditions) throws IOException {
    List<CommonGrid.Placed> bands = new ArrayList<>();
    for (String name : wanted) {
      int index = names.indexOf(name);
      Band band = file.band(name, index, Optional.empty());
      if (band.nodata().isEmpty()) {
        band = file.band(name, index, Optional.of(0.0));
      }
      bands.add(
          new CommonGrid.Placed(
              band.scaled(new PlanetScaling(index + 1).of(name, image.path(), band.scaling())),
              file.grid()));
    }
    CommonGrid.Shared shared = choice.of(name(), bands);
    return new Scene(
        name(), date(), shared.grid(), shared.bands(), quality(shared.grid(), conditions));
  }

  private List<QualityBand> quality(Grid scene, Set<PixelCondition> conditions) throws IOException {
    Optional<PlanetImage.Mask> mask = conditions.isEmpty() ? Optional.empty() : image.mask();
    if (mask.isEmpty()) {
      return List.of();
    }
    QualityFile opened = new QualityFile(mask.get().path(), name(), scene, readers);
    if (mask.get().udm2() && opened.bands() != BANDS_OF_UDM2) {
      throw new InputException(
          "Scene " + name() + ": ",
          mask.get().path().getFileName(),
          " has "
              + opened.bands()
              + " bands, but a udm2 has "
              + BANDS_OF_UDM2
              + "; give it as it was delivered, or use ",
          Problem.option("mask", "none"),
          " to go without it.");
    }
    List<QualityBand> quality = new ArrayList<>();
    new TreeMap<>(mask.get().udm2() ? UDM2 : UDM)
        .forEach(
            (index, query) -> {
              QualityQuery own = query.about(conditions);
              if (!own.isEmpty()) {
                quality.add(opened.band(index, own));
              }
            });
    return quality;
  }
}
