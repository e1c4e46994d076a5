/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.gdal;

import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BandedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.iikmc.kmeans.SampleType;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.Scaling;
import org.iikmc.raster.read.RasterFile;

/**
 * A file that GDAL reads, or some rasters within one. A band has its own source of pixels where
 * bands are stored one by one, so that only those that are wanted are read.
 */
final class GdalFile implements RasterFile {
  /**
   * A band and where it is read.
   *
   * @param name as a user selects it
   * @param nodata the value that means absent
   * @param alpha whether it tells where pixels are
   * @param index in the pixels, from 0
   */
  record Part(
      String name,
      OptionalDouble nodata,
      Scaling scaling,
      boolean alpha,
      GdalPixels pixels,
      int index) {
    /** The same under another name. */
    Part named(String other) {
      return new Part(other, nodata, scaling, alpha, pixels, index);
    }

    /** The same with what a product says of it. */
    Part of(double fill, Scaling known) {
      return new Part(
          name, nodata.isPresent() ? nodata : OptionalDouble.of(fill), known, alpha, pixels, index);
    }
  }

  private final String description;
  private final Grid grid;
  private final List<Part> parts;
  private final SortedMap<Integer, String> categories;
  private final Optional<String> dateTime;
  private final List<String> defaultBands;
  private final List<RasterFile> quality;

  /**
   * @param parts at least one, all on the grid
   * @param categories names of the values of the first band
   * @param dateTime of acquisition, as the file writes it
   */
  GdalFile(
      String description,
      Grid grid,
      List<Part> parts,
      SortedMap<Integer, String> categories,
      Optional<String> dateTime,
      List<String> defaultBands,
      List<? extends RasterFile> quality) {
    this.description = description;
    this.grid = grid;
    this.parts = List.copyOf(parts);
    this.categories = Collections.unmodifiableSortedMap(new TreeMap<>(categories));
    this.dateTime = dateTime;
    this.defaultBands = List.copyOf(defaultBands);
    this.quality = List.copyOf(quality);
  }

  /** The same if its first band has another name. */
  GdalFile named(String first) {
    List<Part> named = new ArrayList<>(parts);
    named.set(0, parts.get(0).named(first));
    return new GdalFile(description, grid, named, categories, dateTime, defaultBands, quality);
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public List<String> bandNames() {
    return parts.stream().map(Part::name).toList();
  }

  @Override
  public List<String> defaultBands() {
    return defaultBands;
  }

  @Override
  public List<RasterFile> quality() {
    return quality;
  }

  @Override
  public Band band(String name, int index, Optional<Double> fill) {
    Part part = parts.get(index);
    SampleType type = part.pixels().kind().type();
    Optional<Double> nodata =
        part.nodata().isPresent() ? Optional.of(part.nodata().getAsDouble()) : fill;
    return new Band(
        name,
        part.pixels(),
        part.index(),
        type,
        Nodata.of(type, nodata.filter(Double::isFinite).stream().toList()),
        part.scaling());
  }

  @Override
  public boolean isAlpha(int index) {
    return parts.get(index).alpha();
  }

  @Override
  public SortedMap<Integer, String> categories() {
    return categories;
  }

  @Override
  public Optional<String> dateTime() {
    return dateTime;
  }

  @Override
  public boolean isWhole() {
    return parts.stream().allMatch(part -> part.pixels().isWhole());
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    GdalPixels first = parts.get(0).pixels();
    if (first.numbers().size() == parts.size()) {
      return first.read(window, cells);
    }
    SampleKind kind = first.kind();
    for (Part part : parts) {
      kind = part.pixels().kind() == kind ? kind : SampleKind.FLOAT64;
    }
    WritableRaster all =
        Raster.createWritableRaster(
            new BandedSampleModel(kind.dataType(), window.width, window.height, parts.size()),
            new Point());
    Map<GdalPixels, Raster> read = new HashMap<>();
    double[] values = new double[window.width * window.height];
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      Raster raster = read.get(part.pixels());
      if (raster == null) {
        raster = part.pixels().read(window, cells);
        read.put(part.pixels(), raster);
      }
      raster.getSamples(0, 0, window.width, window.height, part.index(), values);
      all.setSamples(0, 0, window.width, window.height, i, values);
    }
    return all;
  }

  @Override
  public Optional<Overview> overview(double factor) {
    GdalPixels first = parts.get(0).pixels();
    return first.numbers().size() == parts.size() ? first.overview(factor) : Optional.empty();
  }

  @Override
  public Dimension tileSize() {
    return parts.get(0).pixels().tileSize();
  }

  @Override
  public String description() {
    return description;
  }

  /** Names of values without those that are blank. */
  static SortedMap<Integer, String> named(List<String> categories, Map<Integer, String> table) {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < categories.size(); i++) {
      names.put(i, categories.get(i).strip());
    }
    names.values().removeIf(String::isBlank);
    if (names.isEmpty()) {
      names.putAll(table);
      names.values().removeIf(String::isBlank);
    }
    return names;
  }

  /** Names by which bands are chosen; a number where a band has none, or one that is taken. */
  static List<String> names(List<String> descriptions) {
    List<String> names = new ArrayList<>();
    for (String description : descriptions) {
      boolean own =
          !description.isEmpty()
              && !names.contains(description)
              && !description.matches("[0-9]+"); // numbers are positions
      names.add(own ? description : Integer.toString(names.size() + 1));
    }
    return names;
  }
}
