/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.iikmc.raster.PixelSource;

/**
 * The overviews of a GeoTIFF: further images in it, or in the {@code .ovr} beside it, as GDAL
 * writes and reads them.
 */
final class TiffOverviews {
  private final Path file;
  private final TiffReaders readers;
  private List<PixelSource.Overview> found;

  /** Looks for them when the first is wanted. */
  TiffOverviews(Path file, TiffReaders readers) {
    this.file = file;
    this.readers = readers;
  }

  /**
   * The overview with the fewest columns, but at least so many.
   *
   * @return empty if there is none, or they can't be read
   */
  Optional<PixelSource.Overview> coarsest(double leastWidth) {
    return all().stream()
        .filter(overview -> overview.width() >= Math.floor(leastWidth))
        .min((a, b) -> Integer.compare(a.width(), b.width()));
  }

  private synchronized List<PixelSource.Overview> all() {
    if (found == null) {
      try {
        found = find();
      } catch (IOException | RuntimeException e) {
        found = List.of(); // slower, but all pixels are in the file itself
      }
    }
    return found;
  }

  private List<PixelSource.Overview> find() throws IOException {
    SampleModel samples = readers.with(file, reader -> samples(reader, 0));
    List<PixelSource.Overview> overviews = new ArrayList<>(find(file, 1, samples));
    Path beside = file.resolveSibling(file.getFileName() + ".ovr");
    if (Files.isRegularFile(beside)) {
      overviews.addAll(find(beside, 0, samples));
    }
    return List.copyOf(overviews);
  }

  private List<PixelSource.Overview> find(Path path, int first, SampleModel samples)
      throws IOException {
    return readers.with(
        path,
        reader -> {
          List<PixelSource.Overview> overviews = new ArrayList<>();
          int count = reader.getNumImages(true);
          for (int i = first; i < count; i++) {
            SampleModel own = samples(reader, i);
            // A mask is an image of its own too, of another kind.
            if (own.getDataType() == samples.getDataType()
                && own.getNumBands() == samples.getNumBands()
                && own.getSampleSize(0) == samples.getSampleSize(0)) {
              Dimension tile = new Dimension(reader.getTileWidth(i), reader.getTileHeight(i));
              overviews.add(
                  new PixelSource.Overview(
                      new Image(path, i, tile), reader.getWidth(i), reader.getHeight(i)));
            }
          }
          return overviews;
        });
  }

  private static SampleModel samples(ImageReader reader, int image) throws IOException {
    return reader.getRawImageType(image) == null
        ? reader.getImageTypes(image).next().getSampleModel()
        : reader.getRawImageType(image).getSampleModel();
  }

  /** One image of a file. */
  private final class Image implements PixelSource {
    private final Path path;
    private final int number;
    private final Dimension tile;

    Image(Path path, int number, Dimension tile) {
      this.path = path;
      this.number = number;
      this.tile = tile;
    }

    @Override
    public Raster read(Rectangle window) throws IOException {
      return read(window, 1);
    }

    @Override
    public Raster read(Rectangle window, int step) throws IOException {
      return readers.with(
          path,
          reader -> {
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceRegion(window);
            param.setSourceSubsampling(step, step, 0, 0);
            return reader.read(number, param).getRaster();
          });
    }

    @Override
    public Dimension tileSize() {
      return new Dimension(tile);
    }

    @Override
    public String description() {
      return path.toString();
    }
  }
}
