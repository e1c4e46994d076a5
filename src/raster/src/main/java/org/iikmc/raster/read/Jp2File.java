/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import it.geosolutions.imageioimpl.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Dimension;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Band;
import org.iikmc.raster.Grid;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.jpeg2000.Codestream;
import org.iikmc.raster.jpeg2000.Jpeg2000Exception;

/**
 * A JPEG 2000. It lies where an {@code .aux.xml} beside it, its box of GeoJP2, that of GMLJP2 or a
 * world file says, in this order, which is that of GDAL.
 */
final class Jp2File implements StoredFile {
  private static final long serialVersionUID = 1;

  private static final List<String> WORLD_FILES = List.of("j2w", "jp2w", "wld");

  private final Path file;
  private final FileState state;
  private final Codestream codestream;
  private final SampleType type;
  private final GdalMetadata metadata;
  private final Grid grid;
  private final MaskedImage pixels;
  private final List<Overview> overviews;

  /**
   * Reads all but the pixels.
   *
   * @throws InputException if it is not a JPEG 2000 that can be read
   */
  Jp2File(Path file, TiffReaders readers) throws IOException {
    this.file = file;
    state = FileState.of(file);
    Jp2Boxes boxes;
    try (FileBytes bytes = FileBytes.open(file)) {
      boxes = new Jp2Boxes(file, bytes);
      codestream =
          Codestream.open(Jp2Pixels.stored(bytes), boxes.codestream(), boxes.codestreamEnd());
    } catch (Jpeg2000Exception e) {
      throw Jp2Pixels.refused(file, e);
    }
    boxes.check(codestream.width(), codestream.height(), codestream.components());
    if (boxes.hasPalette()) {
      throw new InputException(
          file,
          " holds numbers of colours, not values; convert it with gdal_translate -expand rgb.");
    }
    int dataType = Jp2Pixels.dataType(file, codestream);
    type = sampleType(dataType);
    metadata = GdalMetadata.of(Optional.empty(), file);
    grid =
        FileGrid.of(
            file,
            place(boxes),
            metadata,
            new Dimension(codestream.width(), codestream.height()),
            WORLD_FILES);
    FileMasks masks =
        new FileMasks(file, codestream.components(), boxes.alpha(), type, metadata, readers);
    pixels =
        masks.on(new Jp2Pixels(file, state, codestream, 0, dataType), grid.width(), grid.height());
    overviews = overviews(masks, dataType);
  }

  private static SampleType sampleType(int dataType) {
    return switch (dataType) {
      case DataBuffer.TYPE_BYTE -> SampleType.UINT8;
      case DataBuffer.TYPE_SHORT -> SampleType.INT16;
      default -> SampleType.UINT16;
    };
  }

  private OwnPlace place(Jp2Boxes boxes) throws IOException {
    if (boxes.geoTiff().isPresent()) {
      byte[] tiff = boxes.geoTiff().get();
      OwnPlace place = OwnPlace.ofTags(directory(tiff), () -> imageMetadata(tiff));
      if (place.toWorld().isPresent() || place.source().namesCrs()) {
        return place;
      }
    }
    return boxes.gml().isPresent()
        ? GmlPlace.of(file, boxes.gml().get(), metadata.referenceSystem().isPresent())
        : OwnPlace.none();
  }

  private TiffDirectory directory(byte[] tiff) throws IOException {
    try {
      if (tiff.length >= 8 && (tiff[0] == 'I' || tiff[0] == 'M')) {
        return TiffDirectory.all(file, new MemoryBytes(tiff)).get(0);
      }
    } catch (InputException e) {
      throw geoJp2Damaged(e);
    }
    throw geoJp2Damaged(null);
  }

  private InputException geoJp2Damaged(Exception cause) {
    return new InputException(
        Problem.of(
            file,
            " has a box of GeoJP2 that can't be read, so that its place would be lost; copy or"
                + " download the file again."),
        cause);
  }

  private static IIOMetadata imageMetadata(byte[] tiff) throws IOException {
    ImageReader reader = new TIFFImageReaderSpi().createReaderInstance();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff))) {
      reader.setInput(in);
      return reader.getImageMetadata(0);
    } finally {
      reader.dispose();
    }
  }

  private List<Overview> overviews(FileMasks masks, int dataType) {
    List<Overview> found = new ArrayList<>();
    for (int reduction = 1; reduction <= codestream.reductions(); reduction++) {
      Dimension size = codestream.size(reduction);
      if (size.width < 1 || size.height < 1) {
        break;
      }
      Jp2Pixels smaller = new Jp2Pixels(file, state, codestream, reduction, dataType);
      masks
          .ifThereIs(smaller, size.width, size.height)
          .ifPresent(
              each ->
                  found.add(
                      new Overview(
                          new StoredLevel(this, found.size() + 1, each), size.width, size.height)));
    }
    return List.copyOf(found);
  }

  private Object writeReplace() {
    return new SentFile(this, 0, tileSize());
  }

  @Override
  public Format format() {
    return Format.JPEG_2000;
  }

  @Override
  public Path path() {
    return file;
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
  public Grid grid() {
    return grid;
  }

  @Override
  public List<String> bandNames() {
    return metadata.names(codestream.components());
  }

  @Override
  public Band band(String name, int index, Optional<Double> fill) {
    Optional<Double> nodata = metadata.nodata(index).or(() -> fill).filter(Double::isFinite);
    return new Band(
        name,
        this,
        index,
        type,
        Nodata.of(type, nodata.stream().toList()),
        metadata.scaling(index, false));
  }

  @Override
  public SortedMap<Integer, String> categories() {
    return metadata.categories(0);
  }

  @Override
  public Optional<String> dateTime() {
    return metadata.acquisition();
  }

  @Override
  public Optional<Overview> overview(double factor) {
    return overviews.stream()
        .filter(overview -> overview.width() >= Math.floor(grid.width() / factor))
        .min(Comparator.comparingInt(Overview::width));
  }

  @Override
  public Optional<Overview> reduced(int level) {
    return level > overviews.size() ? Optional.empty() : Optional.of(overviews.get(level - 1));
  }
}
