/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.testing;

import java.awt.Point;
import java.awt.geom.AffineTransform;
import java.awt.image.BandedSampleModel;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.util.HashMap;
import java.util.Map;
import javax.media.jai.PlanarImage;
import javax.media.jai.ROI;
import javax.media.jai.TiledImage;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.grid.GridEnvelope2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.ProjectiveTransform;
import org.iikmc.testing.TestTiffs.Values;

/**
 * Coverages in memory. Unless told otherwise: one band of bytes, all 1, starting at (0, 0), one
 * tile, 30 m pixels from (500000, 4500000) south-east in EPSG:32618, dimensions without names.
 */
public final class TestCoverages {
  private final int width;
  private final int height;
  private final Map<String, Object> properties = new HashMap<>();
  private int dataType = DataBuffer.TYPE_BYTE;
  private int bands = 1;
  private Values values = (band, x, y) -> 1;
  private int minX;
  private int minY;
  private int tileWidth;
  private int tileHeight;
  private ColorModel colors;
  private CoordinateReferenceSystem crs = crs("EPSG:32618", true);
  private AffineTransform toWorld = new AffineTransform(30, 0, 0, -30, 500_000, 4_500_000);
  private GridSampleDimension[] dimensions;

  private TestCoverages(int width, int height) {
    this.width = width;
    this.height = height;
    tileWidth = width;
    tileHeight = height;
  }

  /** A coverage of this size. */
  public static TestCoverages of(int width, int height) {
    return new TestCoverages(width, height);
  }

  /** A system by its code. */
  public static CoordinateReferenceSystem crs(String code, boolean eastFirst) {
    try {
      return CRS.decode(code, eastFirst);
    } catch (FactoryException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** One of {@link DataBuffer}. */
  public TestCoverages type(int type) {
    dataType = type;
    return this;
  }

  /** Values by column and row of the scene, from 0 wherever the image starts. */
  public TestCoverages bands(int count, Values of) {
    bands = count;
    values = of;
    return this;
  }

  /** First column and row of the image. */
  public TestCoverages from(int x, int y) {
    minX = x;
    minY = y;
    return this;
  }

  public TestCoverages tiles(int wide, int high) {
    tileWidth = wide;
    tileHeight = high;
    return this;
  }

  public TestCoverages colors(ColorModel model) {
    colors = model;
    return this;
  }

  /** From the corner of the scene's first pixel, in the axis order of the system. */
  public TestCoverages in(CoordinateReferenceSystem system, AffineTransform corners) {
    crs = system;
    toWorld = corners;
    return this;
  }

  public TestCoverages dimensions(GridSampleDimension... all) {
    dimensions = all;
    return this;
  }

  /** Dimensions of these names, which tell nothing else. */
  public TestCoverages names(String... names) {
    dimensions = new GridSampleDimension[names.length];
    for (int i = 0; i < names.length; i++) {
      dimensions[i] = new GridSampleDimension(names[i]);
    }
    return this;
  }

  /** As {@link CoverageUtilities#setNoDataProperty} takes it. */
  public TestCoverages nodata(Object nodata) {
    CoverageUtilities.setNoDataProperty(properties, nodata);
    return this;
  }

  /** In coordinates of the image. */
  public TestCoverages region(ROI region) {
    CoverageUtilities.setROIProperty(properties, region);
    return this;
  }

  public GridCoverage2D build() {
    return over(image());
  }

  /** The coverage of another image of the same size and place. */
  public GridCoverage2D over(PlanarImage image) {
    AffineTransform ofImage = new AffineTransform(toWorld);
    ofImage.translate(-minX, -minY);
    GridGeometry2D geometry =
        new GridGeometry2D(
            new GridEnvelope2D(minX, minY, width, height),
            PixelInCell.CELL_CORNER,
            ProjectiveTransform.create(ofImage),
            crs,
            null);
    return new GridCoverageFactory()
        .create("coverage", image, geometry, dimensions, null, properties);
  }

  /** The image alone. */
  public PlanarImage image() {
    SampleModel model =
        colors == null
            ? new BandedSampleModel(dataType, tileWidth, tileHeight, bands)
            : colors.createCompatibleSampleModel(tileWidth, tileHeight);
    // The grid of tiles need not start where the image does.
    Point grid = new Point(minX - tileWidth / 3, minY - tileHeight / 2);
    TiledImage image =
        tileWidth == width && tileHeight == height
            ? new TiledImage(minX, minY, width, height, minX, minY, model, colors)
            : new TiledImage(minX, minY, width, height, grid.x, grid.y, model, colors);
    for (int b = 0; b < bands; b++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          image.setSample(minX + x, minY + y, b, values.at(b, x, y));
        }
      }
    }
    return image;
  }
}
