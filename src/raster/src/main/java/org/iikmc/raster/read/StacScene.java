/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.iikmc.raster.Scaling;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.Sensor;
import org.iikmc.raster.product.StacScaling;
import org.iikmc.raster.stac.StacItem;

/** A scene that a STAC item describes. No file is asked for before it is opened. */
final class StacScene implements SceneSource {
  private final StacItem item;
  private final StacLinks links;
  private final String document;
  private final StacChannels channels;
  private final RasterReaders readers;
  private final CommonGrid choice;

  /**
   * @param document its name, for messages
   */
  StacScene(
      StacItem item,
      StacLinks links,
      String document,
      StacChannels channels,
      RasterReaders readers,
      CommonGrid choice) {
    this.item = item;
    this.links = links;
    this.document = document;
    this.channels = channels;
    this.readers = readers;
    this.choice = choice;
  }

  @Override
  public String name() {
    return item.name();
  }

  @Override
  public Optional<LocalDate> date() {
    return item.date();
  }

  @Override
  public Optional<Sensor> sensor() {
    return item.sensor();
  }

  @Override
  public double wavelength(String band) {
    double told = channels.find(band).band().wavelength();
    return Double.isNaN(told) ? SceneSource.super.wavelength(band) : told;
  }

  @Override
  public List<String> bandNames() {
    return channels.names();
  }

  @Override
  public Optional<String> bandCalled(String name) {
    for (StacChannel.Naming naming : StacChannel.Naming.values()) {
      List<String> found =
          channels.all().stream()
              .filter(channel -> channel.isCalled(name, naming))
              .map(StacChannel::name)
              .toList();
      if (found.size() > 1) {
        throw new InputException(
            "Scene "
                + name()
                + " has several bands that are called "
                + name
                + ": "
                + String.join(", ", found)
                + "; name one of these.");
      }
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  /** Those of the product, or else those of the grid that most bands share. */
  @Override
  public List<String> defaultBands() {
    Optional<Product> product = product();
    if (product.isPresent()) {
      List<String> usual =
          product.get().defaultBands(item.id(), sensor(), bandNames(), choice.resolution());
      if (!usual.equals(bandNames())) {
        return usual;
      }
    }
    Map<String, List<String>> grids =
        channels.all().stream()
            .collect(
                Collectors.groupingBy(
                    channel -> item.gridOf(channel.asset()),
                    LinkedHashMap::new,
                    Collectors.mapping(StacChannel::name, Collectors.toList())));
    List<String> most = List.of();
    for (List<String> each : grids.values()) {
      most = each.size() > most.size() ? each : most;
    }
    return most;
  }

  private Optional<Product> product() {
    if (item.isOfHls()) {
      return Optional.of(Product.HLS);
    }
    return item.sensor()
        .map(sensor -> sensor == Sensor.SENTINEL_2 ? Product.SENTINEL_2 : Product.LANDSAT);
  }

  @Override
  public Scene open(List<String> wanted) throws IOException {
    return open(wanted, PixelRules.standard().conditions());
  }

  @Override
  public Scene open(List<String> wanted, Set<PixelCondition> conditions) throws IOException {
    List<CommonGrid.Placed> opened = new ArrayList<>();
    Map<Path, RasterFile> files = new HashMap<>(); // bands of one file share its pixels
    for (String name : wanted) {
      StacChannel channel = channels.find(name);
      Path path = links.existing(channel.asset());
      RasterFile file = files.get(path);
      if (file == null) {
        file = readers.open(path);
        files.put(path, file);
      }
      checkBands(channel, file, path);
      opened.add(new CommonGrid.Placed(band(channel, file, path), file.grid()));
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
    List<QualityFlags> found = List.copyOf(channels.quality().keySet());
    List<QualityBand> opened = new ArrayList<>();
    for (QualityQuery query : QualityBands.queries(found, wanted)) {
      QualityQuery own = query.about(conditions);
      if (!own.isEmpty()) {
        Path file = links.existing(channels.quality().get(own.flags()));
        opened.add(new QualityFile(file, name(), scene, readers).band(0, own));
      }
    }
    return opened;
  }

  private void checkBands(StacChannel channel, RasterFile file, Path path) {
    int bands = file.bandNames().size();
    int told = channels.of(channel.asset());
    int data = (int) IntStream.range(0, bands).filter(i -> !file.isAlpha(i)).count();
    if (channel.index() >= bands || told == 1 && data > 1) {
      throw new InputException(
          "Scene "
              + name()
              + ": the item tells of "
              + told
              + (told == 1 ? " band" : " bands")
              + " in its asset "
              + channel.asset().key()
              + ", but there are "
              + data
              + " in ",
          path,
          "; mend the item, or give the file itself.");
    }
  }

  private Band band(StacChannel channel, RasterFile file, Path path) {
    Optional<Double> told =
        channel.band().nodata().isPresent()
            ? Optional.of(channel.band().nodata().getAsDouble())
            : Optional.empty();
    Band band = file.band(channel.name(), channel.index(), told);
    if (band.nodata().isEmpty() && told.isEmpty() && product().isPresent()) {
      boolean signed = band.type() == SampleType.INT16;
      band = file.band(channel.name(), channel.index(), Optional.of(product().get().fill(signed)));
    }
    return band.scaled(scaling(channel, path, band.scaling()));
  }

  private Scaling scaling(StacChannel channel, Path path, Scaling own) {
    return new StacScaling(document, item)
        .of(channel.name(), channel.band())
        .orElseGet(
            () -> product().map(each -> each.scaling(channel.name(), path, own)).orElse(own));
  }
}
