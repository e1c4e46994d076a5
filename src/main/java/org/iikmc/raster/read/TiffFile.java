/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReadParam;
import org.geotools.api.data.DataSourceException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.grid.io.imageio.geotiff.GeoTiffIIOMetadataDecoder;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.SampleType;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.InputException;
import org.iikmc.raster.PixelSource;

/**
 * A GeoTIFF: GeoTools tells where it lies and what it means, ImageIO-EXT reads its pixels. They are
 * read as stored: a scale and offset are known, not applied.
 */
public final class TiffFile implements PixelSource {
  private static final String DATE_TIME = "306";

  private final Path file;
  private final TiffReaders readers;
  private final Grid grid;
  private final Optional<Double> nodata;
  private final GdalMetadata metadata;
  private final Optional<String> dateTime;
  private final Dimension tileSize;
  private final SampleType type;
  private final int bandCount;
  private final TiffOverviews overviews;

  /**
   * Reads all but the pixels.
   *
   * @throws InputException if it is not a GeoTIFF that can be read
   */
  public TiffFile(Path file, TiffReaders readers) throws IOException {
    this.file = file;
    this.readers = readers;
    checkItIsTiff(file);
    TiffStructure.check(file);
    GeoTiffReader reader = open(file);
    try {
      GeoTiffIIOMetadataDecoder decoder = reader.getMetadata();
      nodata = decoder.hasNoData() ? Optional.of(decoder.getNoData()) : Optional.empty();
      metadata = GdalMetadata.of(decoder, file);
      dateTime = Optional.ofNullable(decoder.getAsciiTIFFTag(DATE_TIME));
      grid =
          new Grid(
              reader.getOriginalGridRange().getSpan(0),
              reader.getOriginalGridRange().getSpan(1),
              affine(reader),
              crs(reader));
      SampleModel samples = reader.getImageLayout().getSampleModel(null);
      type = sampleType(samples);
      bandCount = samples.getNumBands();
    } catch (RuntimeException e) {
      throw e instanceof InputException ? e : unreadable(e);
    } finally {
      reader.dispose();
    }
    tileSize = with(r -> new Dimension(r.getTileWidth(0), r.getTileHeight(0)));
    overviews = new TiffOverviews(file, readers);
  }

  private static void checkItIsTiff(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new InputException(file + " does not exist.");
    }
    if (!Files.isReadable(file)) {
      throw new InputException(file + " may not be read; change its permissions.");
    }
    byte[] start = new byte[4];
    int length;
    try (var in = Files.newInputStream(file)) {
      length = in.readNBytes(start, 0, 4);
    }
    boolean little = start[0] == 'I' && start[1] == 'I' && (start[2] == 42 || start[2] == 43);
    boolean big = start[0] == 'M' && start[1] == 'M' && (start[3] == 42 || start[3] == 43);
    if (length < 4 || !little && !big) {
      throw new InputException(
          file
              + (length == 0 ? " is empty" : " is not a TIFF")
              + "; give a GeoTIFF, for example made by gdal_translate.");
    }
  }

  private GeoTiffReader open(Path path) {
    try {
      return new GeoTiffReader(path.toFile());
    } catch (DataSourceException | RuntimeException e) {
      throw unreadable(e);
    }
  }

  private InputException unreadable(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (String.valueOf(root.getMessage()).contains("Only Geographic & Projected")) {
      return new InputException(
          file
              + " names a reference system that is neither geographic nor projected; assign the right one"
              + " with gdal_edit.py -a_srs.",
          e);
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new InputException(
        file
            + " can't be read as a GeoTIFF ("
            + reason.lines().findFirst().orElse("").strip()
            + "); it may be cut off, damaged, or lack georeferencing. Check it with gdalinfo -checksum.",
        e);
  }

  private AffineTransform2D affine(GeoTiffReader reader) {
    if (reader.getOriginalGridToWorld(PixelInCell.CELL_CORNER) instanceof AffineTransform2D t) {
      return t;
    }
    throw new InputException(file + " is not on a regular grid; bring it onto one with gdalwarp.");
  }

  private static Optional<CoordinateReferenceSystem> crs(GeoTiffReader reader) {
    CoordinateReferenceSystem crs = reader.getCoordinateReferenceSystem();
    // A file that names none gets a placeholder from GeoTools.
    return crs instanceof GeographicCRS || crs instanceof ProjectedCRS
        ? Optional.of(crs)
        : Optional.empty();
  }

  private SampleType sampleType(SampleModel samples) {
    return switch (samples.getDataType()) {
      case DataBuffer.TYPE_BYTE -> SampleType.UINT8;
      case DataBuffer.TYPE_USHORT -> SampleType.UINT16;
      case DataBuffer.TYPE_SHORT -> SampleType.INT16;
      case DataBuffer.TYPE_INT, DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> SampleType.FLOAT32;
      default ->
          throw new InputException(
              file
                  + " holds a type of values that can't be clustered; convert it with gdal_translate"
                  + " -ot Float32.");
    };
  }

  /** A band as the file itself tells of it, called by its number from 1. */
  public Band band(int index) {
    return band(Integer.toString(index + 1), index, Optional.empty());
  }

  /** Where the pixels lie. */
  public Grid grid() {
    return grid;
  }

  /** Acquisition time that the file names in its own metadata, as written there. */
  Optional<String> dateTime() {
    return metadata
        .item("ACQUISITIONDATETIME", "DATE_ACQUIRED", "ACQUISITION_DATE")
        .or(() -> dateTime);
  }

  /** Names of the bands, by number from 1 where there is none. */
  List<String> bandNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < bandCount; i++) {
      names.add(name(i, names));
    }
    return names;
  }

  private String name(int band, List<String> taken) {
    String number = Integer.toString(band + 1);
    return metadata
        .description(band)
        .filter(name -> !taken.contains(name) && !name.matches("[0-9]+")) // numbers are positions
        .orElse(number);
  }

  /**
   * A band of this file.
   *
   * @param fill the value that means absent if the file itself does not tell
   */
  Band band(String name, int index, Optional<Double> fill) {
    return new Band(
        name,
        this,
        index,
        type,
        nodata.or(() -> fill).filter(v -> !v.isNaN()).map(Set::of).orElse(Set.of()),
        metadata.scale(index),
        metadata.offset(index));
  }

  @Override
  public Dimension tileSize() {
    return new Dimension(tileSize);
  }

  @Override
  public String description() {
    return file.toString();
  }

  @Override
  public Raster read(Rectangle window) throws IOException {
    return with(
        reader -> {
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceRegion(window);
          return reader.read(0, param).getRaster();
        });
  }

  @Override
  public Raster read(Rectangle window, int step) throws IOException {
    return with(
        reader -> {
          ImageReadParam param = reader.getDefaultReadParam();
          param.setSourceRegion(window);
          param.setSourceSubsampling(step, step, 0, 0);
          return reader.read(0, param).getRaster();
        });
  }

  @Override
  public Optional<Overview> overview(double factor) {
    return overviews.coarsest(grid.width() / factor);
  }

  private <T> T with(TiffReaders.Use<T> use) throws IOException {
    try {
      return readers.with(file, use);
    } catch (IOException | RuntimeException e) {
      if (!Files.isReadable(file)) {
        throw new IOException(file + " was taken away while it was read.", e);
      }
      throw unreadable(e);
    }
  }
}
