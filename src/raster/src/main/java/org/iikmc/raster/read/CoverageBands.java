/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.geotools.api.util.InternationalString;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityBands;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scaling;

/**
 * What a coverage tells of its bands. A band is called by the description of its dimension, or by
 * its number from 1 if that is blank, general, a number, or the same for two bands; one that is
 * called as a quality band is taken as that, and one of alpha tells where pixels are. Immutable;
 * the coverage may be disposed afterwards.
 */
final class CoverageBands {
  /** What GeoTools calls bands by their number or colour. */
  private static final Pattern GENERAL_NAME =
      Pattern.compile(
          "(?i)|(band ?)?[0-9]+|gray_index|palette_index|(red|green|blue|alpha)_band|undefined.*");

  private record About(String name, boolean alpha, Nodata nodata, Scaling scaling) {
    boolean isData() {
      return !alpha && QualityFlags.ofBand(name).isEmpty();
    }
  }

  private final SampleModel samples;
  private final SampleType type;
  private final List<About> all = new ArrayList<>();
  private final List<Nodata> colour;
  private final SortedMap<Integer, String> categories;
  private final SortedMap<Integer, Color> colors;

  /**
   * @param scene for messages
   * @param behind a file of as many bands that it is read from: its names are used where the
   *     coverage has only a general one, and its nodata, scale and offset too
   * @throws InputException if its pixels are of a type that can't be clustered
   */
  CoverageBands(String scene, GridCoverage2D coverage, Optional<TiffFile> behind) {
    samples = coverage.getRenderedImage().getSampleModel();
    type = type(scene, samples);
    int count = coverage.getNumSampleDimensions();
    Optional<TiffFile> file = behind.filter(tiff -> tiff.bandNames().size() == count);
    colour = file.map(TiffFile::colourOfNodata).orElse(List.of());
    categories = file.map(TiffFile::categories).orElse(Collections.emptySortedMap());
    colors =
        file.map(TiffFile::colors).orElseGet(() -> colors(coverage.getRenderedImage(), samples));
    List<String> names = names(coverage, file.map(TiffFile::bandNames).orElse(List.of()));
    boolean lastIsAlpha = lastIsAlpha(coverage, type);
    for (int i = 0; i < names.size(); i++) {
      GridSampleDimension dimension = coverage.getSampleDimension(i);
      int band = i;
      Set<Double> nodata = new HashSet<>(NodataValues.of(scene, coverage, i, type));
      file.ifPresent(tiff -> nodata.addAll(tiff.band(band).nodata().values()));
      all.add(
          new About(
              names.get(i),
              file.map(tiff -> tiff.isAlpha(band)).orElse(lastIsAlpha && i == count - 1),
              Nodata.of(type, nodata),
              file.map(tiff -> tiff.band(band).scaling())
                  .orElseGet(() -> Scaling.ofFile(dimension.getScale(), dimension.getOffset()))));
    }
  }

  /**
   * Without a file to ask. JAI calls the last of any two or four bands alpha, in the colour model
   * and so in the name that GeoTools gives; of bytes alone it is more likely than not.
   */
  private static boolean lastIsAlpha(GridCoverage2D coverage, SampleType type) {
    int count = coverage.getNumSampleDimensions();
    ColorModel colours = coverage.getRenderedImage().getColorModel();
    return type == SampleType.UINT8
        && count > 1
        && colours != null
        && colours.hasAlpha()
        && colours.getNumComponents() == count
        && description(coverage.getSampleDimension(count - 1)).equalsIgnoreCase("ALPHA_BAND");
  }

  private static SampleType type(String scene, SampleModel samples) {
    return switch (samples.getDataType()) {
      case DataBuffer.TYPE_BYTE -> SampleType.UINT8;
      case DataBuffer.TYPE_USHORT -> SampleType.UINT16;
      case DataBuffer.TYPE_SHORT -> SampleType.INT16;
      case DataBuffer.TYPE_INT, DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> SampleType.FLOAT32;
      default ->
          throw new InputException(
              "Scene " + scene + " holds a type of values that can't be clustered.");
    };
  }

  private static List<String> names(GridCoverage2D coverage, List<String> fileNames) {
    int count = coverage.getNumSampleDimensions();
    List<String> own =
        IntStream.range(0, count)
            .mapToObj(i -> description(coverage.getSampleDimension(i)))
            .toList();
    List<String> described = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = own.get(i);
      if (GENERAL_NAME.matcher(name).matches() || Collections.frequency(own, name) > 1) {
        // The second band need not be the B2 of a product, which "Band2" would be taken for.
        name = fileNames.size() == count ? fileNames.get(i) : "";
      }
      described.add(name);
    }
    List<String> names = new ArrayList<>();
    for (String name : described) {
      long same = described.stream().filter(name::equalsIgnoreCase).count();
      boolean tells = !name.isEmpty() && !name.matches("[0-9]+") && same == 1;
      names.add(tells ? name : Integer.toString(names.size() + 1));
    }
    return names;
  }

  private static String description(GridSampleDimension dimension) {
    InternationalString description = dimension.getDescription();
    return description == null ? "" : description.toString(Locale.ROOT).strip();
  }

  private static SortedMap<Integer, Color> colors(RenderedImage image, SampleModel samples) {
    SortedMap<Integer, Color> colors = new TreeMap<>();
    if (image.getColorModel() instanceof IndexColorModel table && samples.getNumBands() == 1) {
      for (int i = 0; i < table.getMapSize(); i++) {
        colors.put(i, new Color(table.getRGB(i)));
      }
    }
    return Collections.unmodifiableSortedMap(colors);
  }

  /** Names of the values of the first band, of the file behind it; empty if there are none. */
  SortedMap<Integer, String> categories() {
    return categories;
  }

  /** Colours of the values of the first band; empty if there is no colour table. */
  SortedMap<Integer, Color> colors() {
    return colors;
  }

  /** How its pixels are laid out. */
  SampleModel samples() {
    return samples;
  }

  /** Type of all bands. */
  SampleType type() {
    return type;
  }

  /** Number of bands, with that of quality. */
  int count() {
    return all.size();
  }

  /** Names of the bands but those of quality and alpha, in their order. */
  List<String> names() {
    return all.stream().filter(About::isData).map(About::name).toList();
  }

  /** Numbers of the bands, from 0, that are 0 where there is no pixel. */
  List<Integer> alpha() {
    return IntStream.range(0, all.size()).filter(i -> all.get(i).alpha()).boxed().toList();
  }

  /** Values of all bands that together mean absent; none if there are no such values. */
  List<Nodata> colour() {
    return colour;
  }

  /** Number of a band in the coverage, from 0. */
  int index(String name) {
    return all.stream().map(About::name).toList().indexOf(name);
  }

  /** Values of a band that mean absent. */
  Nodata nodata(int band) {
    return all.get(band).nodata();
  }

  /** A band of {@link #names()}. */
  Band band(String name, PixelSource pixels) {
    int index = index(name);
    About about = all.get(index);
    return new Band(name, pixels, index, type, about.nodata(), about.scaling());
  }

  /**
   * The bands of quality.
   *
   * @param chosen names of the bands that are clustered
   */
  List<QualityBand> quality(PixelSource pixels, Grid grid, List<String> chosen) {
    List<String> names = all.stream().map(About::name).toList();
    List<Band> bands = names.stream().map(name -> band(name, pixels)).toList();
    return QualityBands.among(names, bands, grid, grid, chosen);
  }
}
