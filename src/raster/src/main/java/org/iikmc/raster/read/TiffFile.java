/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Color;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scaling;

/**
 * A GeoTIFF. Its tags are read and checked here, and GeoTools makes a reference system of them.
 * Pixels are read as stored: a scale and offset are known, not applied. Pixels that the file itself
 * leaves out, by an alpha band or a mask, are not there.
 */
public final class TiffFile implements StoredFile {
  private static final long serialVersionUID = 1;

  private static final List<String> WORLD_FILES = List.of("tfw", "tifw", "tiffw", "wld");

  private final Path file;
  private final FileState state;
  private final TiffImage image;
  private final MaskedImage pixels;
  private final Grid grid;
  private final Optional<Double> nodata;
  private final GdalMetadata metadata;
  private final Optional<String> dateTime;
  private final SampleType type;
  private final SortedMap<Integer, Color> colors;
  private final TiffOverviews overviews;

  /** Null before one is wanted. */
  private List<Overview> levels;

  /**
   * Reads all but the pixels.
   *
   * @throws InputException if it is not a GeoTIFF that can be read
   */
  public TiffFile(Path file, TiffReaders readers) throws IOException {
    this.file = file;
    List<TiffDirectory> directories = directories(file);
    state = FileState.of(file);
    TiffDirectory first = directories.get(0);
    image = new TiffImage(file, 0, first, readers);
    metadata = GdalMetadata.of(first.text(TiffTag.GDAL_METADATA), file);
    nodata =
        NodataText.number(file, first.text(TiffTag.GDAL_NODATA).orElse("").replaceFirst(",", "."));
    dateTime = first.text(TiffTag.DATE_TIME);
    type = sampleType(image);
    colors = colors(first);
    grid =
        FileGrid.of(
            file,
            OwnPlace.ofTags(first, () -> readers.with(file, reader -> reader.getImageMetadata(0))),
            metadata,
            new Dimension(image.width(), image.height()),
            WORLD_FILES);
    FileMasks masks = FileMasks.ofTiff(file, directories, type, metadata, readers);
    pixels = masks.on(image, grid.width(), grid.height());
    overviews = new TiffOverviews(file, image, masks, readers);
  }

  private Object writeReplace() {
    return new SentFile(this, 0, tileSize());
  }

  private static List<TiffDirectory> directories(Path file) throws IOException {
    if (!FileState.exists(file)) {
      throw new InputException(file, " does not exist.");
    }
    if (!Files.isReadable(file)) {
      throw new InputException(file, " may not be read; change its permissions.");
    }
    try (FileBytes bytes = FileBytes.open(file)) {
      if (bytes.length() == 0) {
        throw new InputException(
            file, " is empty; give a GeoTIFF, for example made by gdal_translate.");
      }
      if (!isTiff(bytes)) {
        throw new UnsupportedRasterException(
            file, " is not a TIFF; give a GeoTIFF, for example made by gdal_translate.");
      }
      return TiffDirectory.all(file, bytes);
    }
  }

  /** Whether a file starts as a TIFF or BigTIFF. */
  public static boolean isTiff(Path file) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return isTiff(bytes);
    }
  }

  private static boolean isTiff(FileBytes bytes) throws IOException {
    byte[] start = new byte[4];
    if (bytes.length() < start.length) {
      return false;
    }
    bytes.read(0, start, 0, start.length);
    return start[0] == 'I' && start[1] == 'I' && (start[2] == 42 || start[2] == 43)
        || start[0] == 'M' && start[1] == 'M' && (start[3] == 42 || start[3] == 43);
  }

  private static SampleType sampleType(TiffImage image) {
    if (image.format() == TiffStructure.FLOAT || image.bits() > 16) {
      return SampleType.FLOAT32;
    }
    if (image.format() == TiffStructure.SIGNED) {
      return SampleType.INT16;
    }
    return image.bits() <= 8 ? SampleType.UINT8 : SampleType.UINT16;
  }

  /**
   * Of a table of 16 bits for each part of a colour, as TIFF 6.0 has it; some programs write 8 bits
   * of them, which GDAL understands too.
   */
  private static SortedMap<Integer, Color> colors(TiffDirectory directory) {
    SortedMap<Integer, Color> colors = new TreeMap<>();
    if (directory.number(TiffTag.PHOTOMETRIC, 1) == TiffStructure.PALETTE) {
      long[] table = directory.numbers(TiffTag.COLOR_MAP);
      int count = table.length / 3;
      int shift = Arrays.stream(table).allMatch(part -> part < 256) ? 0 : 8;
      for (int i = 0; i < count; i++) {
        colors.put(
            i,
            new Color(
                (int) table[i] >> shift,
                (int) table[count + i] >> shift,
                (int) table[2 * count + i] >> shift));
      }
    }
    return Collections.unmodifiableSortedMap(colors);
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public Optional<String> dateTime() {
    return metadata.acquisition().or(() -> dateTime); // when the file was written
  }

  @Override
  public SortedMap<Integer, String> categories() {
    return metadata.categories(0);
  }

  @Override
  public SortedMap<Integer, Color> colors() {
    return colors;
  }

  @Override
  public List<String> bandNames() {
    return metadata.names(image.bands());
  }

  @Override
  public Band band(String name, int index, Optional<Double> fill) {
    boolean fractions = image.format() == TiffStructure.FLOAT;
    return new Band(
        name, this, index, type, nodata(index, fill), metadata.scaling(index, fractions));
  }

  private Nodata nodata(int index, Optional<Double> fill) {
    Optional<Double> declared =
        metadata.nodata(index).or(() -> nodata).or(() -> fill).filter(Double::isFinite);
    return Nodata.of(type, declared.stream().toList());
  }

  /**
   * Sees that ImageIO-EXT by itself reads the values that are stored.
   *
   * @throws InputException if it does not
   */
  void checkItNeedsNoCorrection() {
    image.checkItNeedsNoCorrection();
  }

  @Override
  public Format format() {
    return Format.TIFF;
  }

  @Override
  public FileState state() {
    return state;
  }

  @Override
  public MaskedImage pixels() {
    return pixels;
  }

  @Override
  public Path path() {
    return file;
  }

  /** What the values of each band stand for. */
  List<Scaling> scalings() {
    return IntStream.range(0, image.bands()).mapToObj(i -> band(i).scaling()).toList();
  }

  /** Whether another file has bands of these names, nodata and alpha. */
  boolean tellsTheSameOfItsBands(TiffFile other) {
    if (!bandNames().equals(other.bandNames())
        || !pixels.alpha().equals(other.pixels.alpha())
        || !values(pixels.colour()).equals(values(other.pixels.colour()))) {
      return false;
    }
    for (int i = 0; i < image.bands(); i++) {
      if (!band(i).nodata().values().equals(other.band(i).nodata().values())) {
        return false;
      }
    }
    return true;
  }

  private static List<Set<Double>> values(List<Nodata> bands) {
    return bands.stream().map(Nodata::values).toList();
  }

  /** Values of all bands that together mean absent; none if there are no such values. */
  List<Nodata> colourOfNodata() {
    return pixels.colour();
  }

  @Override
  public Optional<Overview> overview(double factor) {
    return overviews.coarsest(grid.width() / factor);
  }

  @Override
  public synchronized Optional<Overview> reduced(int level) throws IOException {
    if (levels == null) {
      List<Overview> found = new ArrayList<>();
      for (Overview each : overviews.find()) {
        PixelSource pixels = new StoredLevel(this, found.size() + 1, each.pixels());
        found.add(new Overview(pixels, each.width(), each.height()));
      }
      levels = List.copyOf(found);
    }
    return level > levels.size() ? Optional.empty() : Optional.of(levels.get(level - 1));
  }
}
