/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.iikmc.raster.Nodata;
import org.iikmc.raster.PixelSource;

/**
 * The pixels of a coverage at hand, (0, 0) being its first pixel wherever its image starts. The
 * image may compute itself while it is read. Does not own the coverage.
 */
final class CoveragePixels implements PixelSource {
  private final String scene;
  private final RenderedImage image;
  private final Optional<RegionMask> region;
  private final List<Integer> alpha;
  private final List<Nodata> colour;

  /**
   * @param bands of the coverage, which tell by what value there is no pixel
   */
  CoveragePixels(String scene, GridCoverage2D coverage, CoverageBands bands) {
    this.scene = scene;
    alpha = bands.alpha();
    colour = bands.colour();
    image = coverage.getRenderedImage();
    region = Optional.ofNullable(CoverageUtilities.getROIProperty(coverage)).map(RegionMask::new);
  }

  @Override
  public Raster read(Rectangle window, BitSet cells) throws IOException {
    if (region.isPresent()) {
      region.get().clip(inImage(window), cells);
      if (cells.isEmpty()) {
        return Raster.createWritableRaster(
            image.getSampleModel().createCompatibleSampleModel(window.width, window.height), null);
      }
    }
    Raster raster = pixels(window);
    for (int band : alpha) {
      MaskedImage.clear(raster, band, cells);
    }
    MaskedImage.clearColour(raster, colour, cells);
    return raster;
  }

  private Raster pixels(Rectangle window) throws IOException {
    try {
      Optional<Raster> uncopied = UncopiedRead.of(image, inImage(window));
      return uncopied.isPresent() ? uncopied.get() : image.getData(inImage(window));
    } catch (IOException | RuntimeException e) { // the latter from a chain of images
      throw new IOException(
          "Scene " + scene + " can't be read at " + ReadWindow.text(window) + ".", e);
    }
  }

  private Rectangle inImage(Rectangle window) {
    Rectangle there = new Rectangle(window);
    there.translate(image.getMinX(), image.getMinY());
    return there;
  }

  @Override
  public boolean isWhole() {
    return region.isEmpty() && alpha.isEmpty() && colour.isEmpty();
  }

  @Override
  public Dimension tileSize() {
    return ReadWindow.size(
        new Dimension(image.getTileWidth(), image.getTileHeight()),
        new Dimension(image.getWidth(), image.getHeight()));
  }

  @Override
  public String description() {
    return "scene " + scene;
  }
}
