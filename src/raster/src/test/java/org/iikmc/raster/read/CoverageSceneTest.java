/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.geosolutions.jaiext.range.RangeFactory;
import it.geosolutions.jaiext.vectorbin.ROIGeometry;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.media.jai.ImageLayout;
import javax.media.jai.PlanarImage;
import javax.media.jai.ROI;
import javax.media.jai.ROIShape;
import javax.media.jai.SourcelessOpImage;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.coverage.Category;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.referencing.CRS;
import org.geotools.referencing.crs.DefaultEngineeringCRS;
import org.geotools.referencing.operation.transform.WarpTransform2D;
import org.geotools.util.NumberRange;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.CellAreas;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestCoverages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class CoverageSceneTest {
  private static final double NAN = Double.NaN;

  private static CoverageScene scene(TestCoverages coverage) {
    return scene(coverage.build());
  }

  private static CoverageScene scene(GridCoverage2D coverage) {
    return new CoverageScene("s", Optional.empty(), coverage);
  }

  private static Grid grid(CoverageScene scene) {
    return scene.open(scene.bandNames()).grid();
  }

  private static Point2D corner(Grid grid, double x, double y) {
    return grid.toWorld().transform(new Point2D.Double(x, y), null);
  }

  private static double[] first(CoverageScene scene) {
    return SceneValues.of(scene)[0];
  }

  /** A picture of a region: where it is, band 0 is 1, and elsewhere NaN. */
  private static double[] region(int width, int height, int x, int y, ROI roi) {
    return first(scene(TestCoverages.of(width, height).from(x, y).region(roi)));
  }

  private static long ones(double[] values) {
    return Arrays.stream(values).filter(value -> value == 1).count();
  }

  @Test
  void whatItIsCalledIsTold() {
    LocalDate day = LocalDate.of(2024, 5, 1);
    CoverageScene scene =
        new CoverageScene("name", Optional.of(day), TestCoverages.of(1, 1).build());
    assertThat(scene.name()).isEqualTo("name");
    assertThat(scene.date()).contains(day);
    assertThat(scene.open(scene.bandNames()).name()).isEqualTo("name");
    assertThat(scene.open(scene.bandNames()).date()).contains(day);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "174,-1511", "-3,7", "-1000000,2000000"})
  void theFirstPixelIsTheFirstWhereverTheImageStarts(int x, int y) {
    CoverageScene scene =
        scene(TestCoverages.of(3, 2).from(x, y).bands(2, (b, i, j) -> 10 * b + 3 * j + i + 1));
    assertThat(corner(grid(scene), 0, 0)).isEqualTo(new Point2D.Double(500_000, 4_500_000));
    assertThat(corner(grid(scene), 3, 2)).isEqualTo(new Point2D.Double(500_090, 4_499_940));
    assertThat(grid(scene).width()).isEqualTo(3);
    assertThat(grid(scene).height()).isEqualTo(2);
    double[][] values = SceneValues.of(scene);
    assertThat(values[0]).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(values[1]).containsExactly(11, 12, 13, 14, 15, 16);
  }

  /** Rows of the image are latitudes: the transform has nothing but shear. */
  @ParameterizedTest
  @CsvSource({"0,0", "174,-1511"})
  void latitudeFirstIsTurned(int x, int y) throws FactoryException {
    AffineTransform latitudeFirst = new AffineTransform(0, 0.25, -0.5, 0, 41, -74);
    Grid grid =
        grid(
            scene(
                TestCoverages.of(4, 2)
                    .from(x, y)
                    .in(TestCoverages.crs("EPSG:4326", false), latitudeFirst)));
    assertThat(corner(grid, 0, 0)).isEqualTo(new Point2D.Double(-74, 41));
    assertThat(corner(grid, 4, 2)).isEqualTo(new Point2D.Double(-73, 40));
    assertThat(CRS.getAxisOrder(grid.crs().orElseThrow())).isEqualTo(CRS.AxisOrder.EAST_NORTH);
    assertThat(CRS.equalsIgnoreMetadata(grid.crs().orElseThrow(), CRS.decode("EPSG:4326", true)))
        .isTrue();
    assertThat(CellAreas.of(grid)).isPresent();
  }

  @Test
  void northingFirstOfAProjectedSystemIsTurned() throws FactoryException {
    AffineTransform northingFirst = new AffineTransform(0, 10, -10, 0, 5_400_000, 1_700_000);
    Grid grid =
        grid(
            scene(TestCoverages.of(4, 2).in(TestCoverages.crs("EPSG:2193", false), northingFirst)));
    assertThat(corner(grid, 4, 2)).isEqualTo(new Point2D.Double(1_700_040, 5_399_980));
    assertThat(CRS.equalsIgnoreMetadata(grid.crs().orElseThrow(), CRS.decode("EPSG:2193", true)))
        .isTrue();
  }

  @Test
  void theAxesOfAPolarSystemStay() {
    AffineTransform polar = new AffineTransform(1000, 0, 0, -1000, 0, 5000);
    Grid grid = grid(scene(TestCoverages.of(4, 2).in(TestCoverages.crs("EPSG:3031", true), polar)));
    assertThat(corner(grid, 4, 2)).isEqualTo(new Point2D.Double(4000, 3000));
    assertThat(grid.crs()).isPresent();
  }

  @Test
  void northingFirstWithoutACodeIsRefused() throws FactoryException {
    CoordinateReferenceSystem crs =
        CRS.parseWKT(
            "GEOGCS[\"mine\", DATUM[\"mine\", SPHEROID[\"mine\", 6370000, 299]],"
                + " PRIMEM[\"Greenwich\", 0], UNIT[\"degree\", 0.017453292519943295],"
                + " AXIS[\"Lat\", NORTH], AXIS[\"Lon\", EAST]]");
    AffineTransform latitudeFirst = new AffineTransform(0, 0.25, -0.5, 0, 41, -74);
    assertThatThrownBy(() -> scene(TestCoverages.of(4, 2).in(crs, latitudeFirst)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Scene s")
        .hasMessageContaining("EPSG code");
  }

  @Test
  void coordinatesWithoutAReferenceSystem() {
    Grid grid =
        grid(
            scene(
                TestCoverages.of(4, 2)
                    .in(
                        DefaultEngineeringCRS.GENERIC_2D,
                        new AffineTransform(2, 0, 0, -2, 10, 20))));
    assertThat(grid.crs()).isEmpty();
    assertThat(corner(grid, 4, 2)).isEqualTo(new Point2D.Double(18, 16));
  }

  @Test
  void aGridThatIsBentIsRefused() {
    Point2D[] from = {p(0, 0), p(4, 0), p(0, 4), p(4, 4), p(2, 2), p(1, 3)};
    Point2D[] to = {p(0, 0), p(4, 1), p(0, 4), p(5, 4), p(2, 3), p(1, 4)};
    var bent = new WarpTransform2D(from, to, 2);
    assertThatThrownBy(
            () ->
                EastNorth.grid(
                    "s", new Rectangle(4, 4), bent, TestCoverages.crs("EPSG:32618", true)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Scene s is not on a regular grid");
  }

  private static Point2D p(double x, double y) {
    return new Point2D.Double(x, y);
  }

  @Test
  void onePixel() {
    assertThat(first(scene(TestCoverages.of(1, 1).bands(1, (b, x, y) -> 7)))).containsExactly(7);
  }

  /** Tiles of the image start left of and above it, and no block ends where one of them does. */
  @ParameterizedTest
  @CsvSource({"700,530,64,48", "1031,7,100,3", "5,1300,2,700", "513,513,512,512"})
  void oddTailsAndTilesThatAreNotSquare(int width, int height, int tileWidth, int tileHeight) {
    double[][] values =
        SceneValues.of(
            scene(
                TestCoverages.of(width, height)
                    .from(-77, 1001)
                    .tiles(tileWidth, tileHeight)
                    .type(DataBuffer.TYPE_INT)
                    .bands(2, (b, x, y) -> 10_000_000 * b + y * width + x)));
    for (int i = 0; i < width * height; i++) {
      assertThat(values[0][i]).isEqualTo(i);
      assertThat(values[1][i]).isEqualTo(10_000_000 + i);
    }
  }

  @Test
  void windowsAreWholeTilesOfASizeWorthAsking() {
    Scene scene = open(TestCoverages.of(2000, 1000).tiles(192, 100));
    assertThat(scene.bands().get(0).pixels().tileSize()).isEqualTo(new Dimension(576, 600));
    Scene small = open(TestCoverages.of(20, 10).tiles(8, 8));
    assertThat(small.bands().get(0).pixels().tileSize()).isEqualTo(new Dimension(20, 10));
  }

  private static Scene open(TestCoverages coverage) {
    CoverageScene scene = scene(coverage);
    return scene.open(scene.bandNames());
  }

  @ParameterizedTest
  @CsvSource({"0,UINT8", "1,UINT16", "2,INT16", "3,FLOAT32", "4,FLOAT32", "5,FLOAT32"})
  void typesOfValues(int dataType, SampleType type) {
    double top =
        switch (type) {
          case UINT8 -> 255;
          case UINT16 -> 65535;
          default -> -5;
        };
    CoverageScene scene =
        scene(TestCoverages.of(2, 1).type(dataType).bands(1, (b, x, y) -> x == 0 ? 3 : top));
    assertThat(scene.open(scene.bandNames()).type()).isEqualTo(type);
    assertThat(first(scene)).containsExactly(3, top);
  }

  @Test
  void aPaletteImageGivesItsIndices() {
    byte[] shades = {(byte) 200, 100, 50, 25};
    CoverageScene scene =
        scene(
            TestCoverages.of(4, 1)
                .colors(new IndexColorModel(8, 4, shades, shades, shades))
                .bands(1, (b, x, y) -> 3 - x));
    assertThat(scene.open(scene.bandNames()).type()).isEqualTo(SampleType.UINT8);
    assertThat(first(scene)).containsExactly(3, 2, 1, 0);
  }

  @Test
  void namesOfDimensionsUnlessTheyTellNothing() {
    TestCoverages coverage = TestCoverages.of(1, 1).bands(7, (b, x, y) -> b);
    assertThat(scene(coverage.names("red", " ", "NIR", "nir", "1", " B5 ", "red2")).bandNames())
        .containsExactly("red", "2", "3", "4", "5", "B5", "red2");
  }

  @Test
  void bandsWithoutDimensionsAreNumbered() {
    assertThat(scene(TestCoverages.of(1, 1).bands(3, (b, x, y) -> b)).bandNames())
        .containsExactly("1", "2", "3");
  }

  @Test
  void chosenBandsComeInTheOrderOfTheChoice() {
    CoverageScene scene =
        scene(TestCoverages.of(1, 1).bands(3, (b, x, y) -> b + 1).names("a", "b", "c"));
    double[][] values = SceneValues.of(scene.open(List.of("c", "a")), PixelRules.standard());
    assertThat(values).isDeepEqualTo(new double[][] {{3}, {1}});
  }

  @Test
  void aQualityBandMasksAndIsNotListed() {
    CoverageScene scene =
        scene(
            TestCoverages.of(4, 1)
                .from(9, -9)
                .type(DataBuffer.TYPE_USHORT)
                .bands(2, (b, x, y) -> b == 0 ? new int[] {21824, 22280, 1, 23888}[x] : x + 1)
                .names("QA_PIXEL", "B4"));
    assertThat(scene.bandNames()).containsExactly("B4");
    assertThat(scene.defaultBands()).containsExactly("B4");
    // Of Collection 2: clear, cloud, fill, cloud shadow.
    assertThat(first(scene)).containsExactly(1, NAN, NAN, NAN);
    PixelRules deaf =
        new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    assertThat(SceneValues.of(scene, deaf)[0]).containsExactly(1, 2, 3, 4);
  }

  /** The band of quality is in the same image: it must not cost a second reading. */
  @Test
  void aWindowIsReadOnceForQualityAndBands() throws IOException {
    TestCoverages coverage =
        TestCoverages.of(8, 8)
            .type(DataBuffer.TYPE_USHORT)
            .bands(2, (b, x, y) -> b == 0 ? 21824 : 5)
            .names("QA_PIXEL", "B4");
    Counting image = new Counting(coverage.image());
    CoverageScene scene = scene(coverage.over(image));
    assertThat(first(scene)).hasSize(64).containsOnly(5);
    assertThat(image.tiles).isEqualTo(1);
  }

  /** Computes its tiles when they are asked for, and keeps none. */
  private static final class Counting extends SourcelessOpImage {
    private final PlanarImage source;
    private int tiles;

    Counting(PlanarImage source) {
      super(
          new ImageLayout(source),
          null,
          source.getSampleModel(),
          source.getMinX(),
          source.getMinY(),
          source.getWidth(),
          source.getHeight());
      this.source = source;
    }

    @Override
    public synchronized Raster computeTile(int x, int y) {
      tiles++;
      return source.getTile(x, y);
    }
  }

  private static GridSampleDimension dimension(double scale, double offset, double... nodata) {
    return new GridSampleDimension(
        "b", null, null, null, null, nodata, 10, 255, scale, offset, null);
  }

  @ParameterizedTest
  @CsvSource({"0.5,-3,0.5,-3", "1,0,1,0", "NaN,2,1,0", "2,NaN,1,0", "Infinity,1,1,0", "0,5,1,0"})
  void scaleAndOffsetIfTheyAreNumbers(double scale, double offset, double to, double plus) {
    GridSampleDimension dimension =
        new GridSampleDimension("b") {
          @Override
          public double getScale() {
            return scale;
          }

          @Override
          public double getOffset() {
            return offset;
          }
        };
    GridCoverage2D coverage =
        new GridCoverage2D("c", TestCoverages.of(1, 1).build()) {
          @Override
          public GridSampleDimension getSampleDimension(int index) {
            return dimension;
          }
        };
    Band band = scene(coverage).open(List.of("b")).bands().get(0);
    assertThat(band.scale()).isEqualTo(to);
    assertThat(band.offset()).isEqualTo(plus);
  }

  @Test
  void nodataOfTheProperty() {
    CoverageScene scene =
        scene(TestCoverages.of(3, 1).bands(2, (b, x, y) -> b == 1 ? x : 9).nodata(1.0));
    double[][] values = SceneValues.of(scene);
    assertThat(values[0]).containsExactly(9, NAN, 9);
    assertThat(values[1]).containsExactly(0, NAN, 2);
  }

  @Test
  void severalNodataOfTheProperty() {
    assertThat(
            first(
                scene(TestCoverages.of(4, 1).bands(1, (b, x, y) -> x).nodata(new double[] {0, 2}))))
        .containsExactly(NAN, 1, NAN, 3);
  }

  @Test
  void aRangeOfNodataOfFewIntegersIsTakenApart() {
    assertThat(
            first(
                scene(
                    TestCoverages.of(6, 1)
                        .bands(1, (b, x, y) -> x)
                        .nodata(RangeFactory.create(1.5, true, 4.0, true)))))
        .containsExactly(0, 1, NAN, NAN, NAN, 5);
  }

  @Test
  void aRangeOfNodataOfFractionsIsRefused() {
    TestCoverages coverage =
        TestCoverages.of(6, 1)
            .type(DataBuffer.TYPE_FLOAT)
            .nodata(RangeFactory.create(1.5, true, 4.0, true));
    assertThatThrownBy(() -> scene(coverage))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Scene s")
        .hasMessageContaining("1.5 to 4.0");
  }

  /** As a mosaic tells it: no property, and another value for each band. */
  @Test
  void nodataOfTheDimensions() {
    CoverageScene scene =
        scene(
            TestCoverages.of(4, 1)
                .bands(2, (b, x, y) -> b == 0 ? x : 3 - x)
                .dimensions(dimension(1, 0, 1), dimension(1, 0, 0)));
    double[][] values = SceneValues.of(scene);
    // Band 1 is 1 in column 1, band 2 is 0 in column 3; 0 in band 1 and 1 in band 2 are values.
    assertThat(values[0]).containsExactly(0, NAN, 2, NAN);
    assertThat(values[1]).containsExactly(3, NAN, 1, NAN);
  }

  @Test
  void nodataOfBothIsUnited() {
    assertThat(
            first(
                scene(
                    TestCoverages.of(3, 1)
                        .bands(1, (b, x, y) -> x)
                        .nodata(0.0)
                        .dimensions(dimension(1, 0, 2)))))
        .containsExactly(NAN, 1, NAN);
  }

  @Test
  void aRangeInTheNodataCategoryOfADimension() {
    GridSampleDimension dimension =
        new GridSampleDimension(
            "b",
            new Category[] {
              new Category(
                  Category.NODATA.getName(), new Color[] {}, NumberRange.create(0, 2), false),
              new Category("values", null, NumberRange.create(3, 255), true)
            },
            null);
    assertThat(first(scene(TestCoverages.of(5, 1).bands(1, (b, x, y) -> x).dimensions(dimension))))
        .containsExactly(NAN, NAN, NAN, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e300})
  void valuesThatNoFloatHolds(double value) {
    assertThat(
            first(
                scene(
                    TestCoverages.of(3, 1)
                        .type(DataBuffer.TYPE_DOUBLE)
                        .nodata(Double.NaN)
                        .bands(1, (b, x, y) -> x == 1 ? value : x))))
        .containsExactly(0, NAN, 2);
  }

  @Test
  void aRegionInsideTheImage() {
    assertThat(region(4, 3, 0, 0, new ROIShape(new Rectangle(1, 1, 2, 1))))
        .containsExactly(NAN, NAN, NAN, NAN, NAN, 1, 1, NAN, NAN, NAN, NAN, NAN);
  }

  /** The region is in coordinates of the image, which does not start at 0. */
  @ParameterizedTest
  @CsvSource({"174,-1511", "-3,7"})
  void aRegionMovesWithTheImage(int x, int y) {
    assertThat(region(3, 2, x, y, new ROIShape(new Rectangle(x + 2, y, 1, 1))))
        .containsExactly(NAN, NAN, 1, NAN, NAN, NAN);
    assertThat(region(3, 2, x, y, new ROI(bitmap(x + 2, y), 1)))
        .containsExactly(NAN, NAN, 1, NAN, NAN, NAN);
  }

  /** One pixel, at a place. */
  private static PlanarImage bitmap(int x, int y) {
    PlanarImage one = TestCoverages.of(1, 1).from(x, y).image();
    assertThat(one.getMinX()).isEqualTo(x);
    return one;
  }

  @Test
  void aRegionAroundTheImage() {
    Rectangle around = new Rectangle(-10, -10, 100, 100);
    assertThat(region(2, 2, 0, 0, new ROIShape(around))).containsOnly(1);
    assertThat(region(2, 2, 0, 0, new ROI(TestCoverages.of(100, 100).from(-10, -10).image(), 1)))
        .containsOnly(1);
  }

  /** Rasterised at its own size it would need a terabyte. */
  @Test
  void aRegionWithoutBoundsToSpeakOf() {
    Area vast = new Area(new Rectangle2D.Double(-2e7, -2e7, 4e7, 4e7));
    vast.subtract(new Area(new Rectangle(1, 0, 1, 1)));
    assertThat(region(3, 1, 0, 0, new ROIShape(vast))).containsExactly(1, NAN, 1);
  }

  @Test
  void aRegionBesideTheImage() {
    for (ROI roi : List.of(new ROIShape(new Rectangle(50, 50, 9, 9)), new ROI(bitmap(-4, 0), 1))) {
      assertThat(region(2, 2, 0, 0, roi)).containsOnly(NAN);
    }
  }

  /** Nothing is read where nothing is in the region. */
  @Test
  void pixelsOutsideTheRegionAreNotComputed() {
    TestCoverages coverage =
        TestCoverages.of(1200, 1200)
            .tiles(512, 512)
            .region(new ROIShape(new Rectangle(0, 0, 300, 200)));
    Counting image = new Counting(coverage.image());
    assertThat(ones(first(scene(coverage.over(image))))).isEqualTo(60_000);
    // Of 3 x 4 tiles, which start left of and above the image, windows of 512 touch four.
    assertThat(image.tiles).isLessThanOrEqualTo(4);
  }

  /** A pixel is in where its centre is: the oracle asks the geometry of the shape itself. */
  @Test
  void aRegionThatCutsPixels() {
    Polygon triangle = new Polygon(new int[] {1, 60, 17}, new int[] {2, 31, 77}, 3);
    Path2D concave = new Path2D.Double();
    concave.moveTo(-9.3, -4.1);
    concave.lineTo(70.2, 40.6);
    concave.lineTo(30.7, 33.3);
    concave.lineTo(11.9, 200.8);
    concave.closePath();
    for (Shape shape : new Shape[] {triangle, concave}) {
      double[] read = region(64, 80, 0, 0, new ROIShape(shape));
      int in = 0;
      for (int i = 0; i < read.length; i++) {
        boolean inside = shape.contains(i % 64 + 0.5, i / 64 + 0.5);
        boolean onEdge =
            shape.contains(i % 64 + 0.48, i / 64 + 0.48) != inside
                || shape.contains(i % 64 + 0.52, i / 64 + 0.52) != inside
                || shape.contains(i % 64 + 0.48, i / 64 + 0.52) != inside
                || shape.contains(i % 64 + 0.52, i / 64 + 0.48) != inside;
        if (!onEdge) {
          assertThat(!Double.isNaN(read[i])).as("pixel %d of %s", i, shape).isEqualTo(inside);
        }
        in += inside ? 1 : 0;
      }
      assertThat(in).isBetween(1000, 4000);
    }
  }

  /** What GeoServer makes of footprints. */
  @Test
  void aRegionOfGeometry() {
    var polygon =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  new Coordinate(174, -1511),
                  new Coordinate(176, -1511),
                  new Coordinate(176, -1510),
                  new Coordinate(174, -1510),
                  new Coordinate(174, -1511)
                });
    assertThat(region(3, 2, 174, -1511, new ROIGeometry(polygon)))
        .containsExactly(1, 1, NAN, NAN, NAN, NAN);
  }

  @Test
  void aMaskNarrowerThanTheImage() {
    assertThat(region(4, 3, 0, 0, new ROI(bitmap(1, 1), 1)))
        .containsExactly(NAN, NAN, NAN, NAN, NAN, 1, NAN, NAN, NAN, NAN, NAN, NAN);
  }

  @Test
  void aRegionWithAHoleInsideOneWindow() {
    Area ring = new Area(new Rectangle(0, 0, 5, 5));
    ring.subtract(new Area(new Rectangle(1, 1, 3, 3)));
    assertThat(ones(region(5, 5, 0, 0, new ROIShape(ring)))).isEqualTo(16);
  }

  @Test
  void aMaskOfZerosAndOnes() {
    BufferedImage mask = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
    mask.getRaster().setSample(1, 0, 0, 1);
    mask.getRaster().setSample(2, 1, 0, 1);
    assertThat(region(3, 2, 0, 0, new ROI(mask))).containsExactly(NAN, 1, NAN, NAN, NAN, 1);
  }

  @Test
  void theQuicklookShowsNothingOutsideTheRegion() throws IOException {
    Scene scene = open(TestCoverages.of(2, 1).region(new ROIShape(new Rectangle(1, 0, 1, 1))));
    Quicklook quicklook = new Quicklook(scene.grid(), new int[] {0, 0, 0}, 10);
    SceneSamples samples =
        new SceneSamples(List.of(scene), PixelRules.standard(), 1, 0, List.of(quicklook));
    samples.take(samples.blocks().get(0).open().glimpse().orElseThrow());
    assertThat(quicklook.channel(0)).containsExactly(Float.NaN, 1);
  }

  /** A chain of images reports what went wrong in a file as it likes. */
  @Test
  void anImageThatFailsIsAFailureOfTheScene() {
    TestCoverages coverage = TestCoverages.of(4, 4);
    PlanarImage source = coverage.image();
    PlanarImage failing = new Failing(new ImageLayout(source), source.getSampleModel());
    Scene scene = scene(coverage.over(failing)).open(List.of("coverage"));
    assertThatThrownBy(() -> scene.bands().get(0).pixels().read(new Rectangle(1, 2, 3, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("Scene s can't be read at column 1, row 2 (3 x 1 pixels).");
  }

  private static final class Failing extends SourcelessOpImage {
    Failing(ImageLayout layout, SampleModel samples) {
      super(layout, null, samples, 0, 0, 4, 4);
    }

    @Override
    public Raster computeTile(int x, int y) {
      throw new IllegalStateException("/data/secret.tif is gone");
    }
  }
}
