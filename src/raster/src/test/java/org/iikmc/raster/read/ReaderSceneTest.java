/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.DataBuffer;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.media.jai.ROIShape;
import org.geotools.api.data.FileGroupProvider.FileGroup;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridGeometry2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.OverviewPolicy;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;
import org.geotools.util.DateRange;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Band;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.testing.FakeReader;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestCoverages;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReaderSceneTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  private static ReaderScene scene(FakeReader reader, GeneralParameterValue... fixed) {
    return new ReaderScene("s", Optional.empty(), reader, "fake", List.of(fixed));
  }

  private static Scene open(ReaderScene scene) throws IOException {
    return scene.open(scene.bandNames());
  }

  /** Pixel (x, y) of the whole coverage, and 1000 more in each further band. */
  private static double value(int band, int x, int y) {
    return 1 + 1000 * band + 10 * y + x;
  }

  /** What lies in a window of the whole, as a coverage whose image starts anywhere. */
  private static TestCoverages part(int x, int y, int width, int height) {
    return TestCoverages.of(width, height)
        .from(7 * x - 3, 5)
        .type(DataBuffer.TYPE_USHORT)
        .bands(2, (b, i, j) -> value(b, x + i, y + j))
        .in(
            TestCoverages.crs("EPSG:32618", true),
            new AffineTransform(30, 0, 0, -30, 500_000 + 30 * x, 4_500_000 - 30 * y));
  }

  private static GridCoverage2D exactly(Rectangle asked) {
    return part(asked.x, asked.y, asked.width, asked.height).build();
  }

  /** The first band, as it must be where there are pixels. */
  private static double[] expected(int width, int height, Rectangle... there) {
    double[] values = new double[width * height];
    for (int i = 0; i < values.length; i++) {
      int x = i % width;
      int y = i / width;
      values[i] = Arrays.stream(there).anyMatch(r -> r.contains(x, y)) ? value(0, x, y) : NAN;
    }
    return values;
  }

  @Test
  void aWindowIsAskedForAtItsPlaceAndResolution() throws IOException {
    FakeReader reader = FakeReader.utm(9, 6, ReaderSceneTest::exactly);
    PixelSource pixels = open(scene(reader)).bands().get(1).pixels();
    var raster = pixels.read(new Rectangle(2, 3, 4, 1));
    assertThat(raster.getSamples(raster.getMinX(), raster.getMinY(), 4, 1, 1, (int[]) null))
        .containsExactly(1033, 1034, 1035, 1036);
    List<GeneralParameterValue> request = reader.requests.get(reader.requests.size() - 1);
    GridGeometry2D geometry =
        (GridGeometry2D)
            FakeReader.value(request, AbstractGridFormat.READ_GRIDGEOMETRY2D.getName().getCode());
    assertThat(geometry.getGridRange2D()).isEqualTo(new Rectangle(2, 3, 4, 1));
    assertThat(geometry.getEnvelope2D().getMinX()).isEqualTo(500_060);
    assertThat(geometry.getEnvelope2D().getMaxX()).isEqualTo(500_180);
    assertThat(geometry.getEnvelope2D().getMaxY()).isEqualTo(4_499_910);
    assertThat(geometry.getEnvelope2D().getMinY()).isEqualTo(4_499_880);
    assertThat(((AffineTransform) geometry.getGridToCRS2D()).getScaleX()).isEqualTo(30);
  }

  @Test
  void theWholeOfIt() throws IOException {
    FakeReader reader = FakeReader.utm(9, 6, ReaderSceneTest::exactly);
    double[][] values = SceneValues.of(scene(reader));
    assertThat(values[0]).containsExactly(expected(9, 6, new Rectangle(9, 6)));
    assertThat(values[1][53]).isEqualTo(value(1, 8, 5));
    Scene scene = open(scene(reader));
    assertThat(scene.type()).isEqualTo(SampleType.UINT16);
    assertThat(scene.grid().toWorld().transform(new Point2D.Double(9, 6), null))
        .isEqualTo(new Point2D.Double(500_270, 4_499_820));
  }

  /** Grids of readers may start anywhere, too. */
  @ParameterizedTest
  @CsvSource({"174,-1511", "-5,3"})
  void aGridThatStartsElsewhere(int x, int y) throws IOException {
    FakeReader reader =
        new FakeReader(
            new Rectangle(x, y, 5, 4),
            TestCoverages.crs("EPSG:32618", true),
            new AffineTransform(30, 0, 0, -30, 500_000 - 30 * x, 4_500_000 + 30 * y),
            asked -> part(asked.x - x, asked.y - y, asked.width, asked.height).build());
    ReaderScene scene = scene(reader);
    assertThat(SceneValues.of(scene)[0]).containsExactly(expected(5, 4, new Rectangle(5, 4)));
    assertThat(open(scene).grid().toWorld().transform(new Point2D.Double(0, 0), null))
        .isEqualTo(new Point2D.Double(500_000, 4_500_000));
  }

  /** The reader is asked in its own axis order, and what it gives is turned. */
  @Test
  void latitudeFirst() throws IOException {
    var crs = TestCoverages.crs("EPSG:4326", false);
    FakeReader reader =
        new FakeReader(
            new Rectangle(4, 3),
            crs,
            new AffineTransform(0, 0.25, -0.5, 0, 41, -74),
            asked ->
                TestCoverages.of(asked.width, asked.height)
                    .from(8, 9)
                    .bands(1, (b, i, j) -> value(0, asked.x + i, asked.y + j))
                    .in(
                        crs,
                        new AffineTransform(
                            0, 0.25, -0.5, 0, 41 - 0.5 * asked.y, -74 + 0.25 * asked.x))
                    .build());
    ReaderScene scene = scene(reader);
    Grid grid = open(scene).grid();
    assertThat(grid.toWorld().transform(new Point2D.Double(4, 3), null))
        .isEqualTo(new Point2D.Double(-73, 39.5));
    assertThat(CRS.getAxisOrder(grid.crs().orElseThrow())).isEqualTo(CRS.AxisOrder.EAST_NORTH);
    assertThat(SceneValues.of(scene)[0]).containsExactly(expected(4, 3, new Rectangle(4, 3)));
    List<GeneralParameterValue> last = reader.requests.get(reader.requests.size() - 1);
    GridGeometry2D geometry =
        (GridGeometry2D)
            FakeReader.value(last, AbstractGridFormat.READ_GRIDGEOMETRY2D.getName().getCode());
    assertThat(geometry.getCoordinateReferenceSystem()).isEqualTo(crs);
    assertThat(geometry.getEnvelope2D().getMinX()).isEqualTo(39.5); // a latitude
  }

  @Test
  void nothingIsReadBeforeItIsNeededAndOnePixelTellsTheBands() throws IOException {
    FakeReader reader = FakeReader.utm(9, 6, ReaderSceneTest::exactly);
    ReaderScene scene = scene(reader);
    assertThat(scene.name()).isEqualTo("s");
    assertThat(reader.requests).isEmpty();
    assertThat(scene.bandNames()).containsExactly("1", "2");
    assertThat(scene.defaultBands()).hasSize(2);
    open(scene);
    assertThat(reader.windows()).containsExactly(new Rectangle(4, 3, 1, 1));
  }

  @Test
  void whereTheReaderHasNothingThereAreNoPixels() {
    FakeReader reader = FakeReader.utm(1400, 600, asked -> asked.x >= 512 ? exactly(asked) : null);
    double[] values = SceneValues.of(scene(reader))[0];
    assertThat(values[511]).isNaN();
    assertThat(values[512]).isEqualTo(value(0, 512, 0));
    assertThat(values[1400 * 599 + 511]).isNaN();
    assertThat(Arrays.stream(values).filter(v -> !Double.isNaN(v)).count())
        .isEqualTo(600 * (1400 - 512));
  }

  @Test
  void theBandsAreFoundWhereverThereIsSomething() {
    FakeReader reader =
        FakeReader.utm(
            1400, 600, asked -> asked.x >= 1024 && asked.y >= 512 ? exactly(asked) : null);
    assertThat(scene(reader).bandNames()).hasSize(2);
    assertThat(reader.windows().get(0)).isEqualTo(new Rectangle(700, 300, 1, 1));
    assertThat(reader.windows()).contains(new Rectangle(1024, 512, 376, 88)).hasSize(7);
  }

  @Test
  void aSceneWithoutAnyPixelIsRefused() {
    ReaderScene scene = scene(FakeReader.utm(9, 6, asked -> null));
    assertThatThrownBy(scene::bandNames)
        .isInstanceOf(InputException.class)
        .hasMessage("Scene s has no pixels; leave it out.");
  }

  /** More or fewer rows and columns on each side than asked for. */
  @ParameterizedTest
  @CsvSource({
    "0,0,0,1", "0,0,1,0", "1,0,0,0", "0,1,0,0", "2,2,2,2", "100,70,30,20",
    "0,0,0,-1", "0,0,-1,0", "-1,0,0,0", "0,-1,0,0", "-2,-1,-3,-1", "3,-1,-2,4"
  })
  void moreOrLessThanAskedFor(int left, int top, int right, int bottom) {
    FakeReader reader =
        FakeReader.utm(
            9,
            6,
            a ->
                a.width == 1
                    ? exactly(a)
                    : part(a.x - left, a.y - top, a.width + left + right, a.height + top + bottom)
                        .build());
    double[][] values = SceneValues.of(scene(reader));
    Rectangle there = new Rectangle(-left, -top, 9 + left + right, 6 + top + bottom);
    assertThat(values[0]).containsExactly(expected(9, 6, there));
  }

  @Test
  void somethingElseThanAskedFor() {
    FakeReader reader =
        FakeReader.utm(9, 6, a -> a.width == 1 ? exactly(a) : part(a.x, a.y + 50, 9, 6).build());
    assertThat(SceneValues.of(scene(reader))[0]).containsOnly(NAN);
  }

  @ParameterizedTest
  @CsvSource({"30,15", "60,0", "30.2,0"})
  void anotherGridThanItsOwnIsAFailure(double pixel, double shift) throws IOException {
    FakeReader reader =
        FakeReader.utm(
            90,
            60,
            a ->
                a.width == 1
                    ? exactly(a)
                    : TestCoverages.of(90, 60)
                        .type(DataBuffer.TYPE_USHORT)
                        .bands(2, (b, x, y) -> 1)
                        .in(
                            TestCoverages.crs("EPSG:32618", true),
                            new AffineTransform(pixel, 0, 0, -pixel, 500_000 + shift, 4_500_000))
                        .build());
    Scene scene = open(scene(reader));
    assertThatThrownBy(() -> scene.bands().get(0).pixels().read(new Rectangle(90, 60)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Scene s was delivered on another grid");
  }

  @Test
  void roundingOfCoordinatesIsNoOtherGrid() throws IOException {
    FakeReader reader =
        FakeReader.utm(
            90,
            60,
            a ->
                part(a.x, a.y, a.width, a.height)
                    .in(
                        TestCoverages.crs("EPSG:32618", true),
                        new AffineTransform(
                            30 + 1e-5,
                            0,
                            0,
                            -30 + 1e-5,
                            500_000.001 + 30 * a.x,
                            4_500_000.001 - 30 * a.y))
                    .build());
    assertThat(SceneValues.of(scene(reader))[0]).doesNotContain(NAN).startsWith(1, 2, 3);
  }

  @Test
  void theRegionOfWhatIsDelivered() {
    FakeReader reader =
        FakeReader.utm(
            9,
            6,
            a ->
                part(a.x, a.y, a.width, a.height)
                    // In coordinates of the delivered image, which starts at (7x - 3, 5).
                    .region(new ROIShape(new Rectangle(7 * a.x - 3 + 2 - a.x, 5 + 1 - a.y, 3, 2)))
                    .build());
    assertThat(SceneValues.of(scene(reader))[0])
        .containsExactly(expected(9, 6, new Rectangle(2, 1, 3, 2)));
  }

  /** The region holds for the part that was delivered, and the rest is missing anyway. */
  @Test
  void theRegionOfAPart() {
    FakeReader reader =
        FakeReader.utm(
            9,
            6,
            a ->
                a.width == 1
                    ? exactly(a)
                    : part(3, 2, 4, 3).region(new ROIShape(new Rectangle(19, 5, 9, 9))).build());
    // The image starts at (18, 5): its first column is outside the region.
    assertThat(SceneValues.of(scene(reader))[0])
        .containsExactly(expected(9, 6, new Rectangle(4, 2, 3, 3)));
  }

  /** A mosaic's files may differ in nodata; that of one window is not that of another. */
  @Test
  void nodataThatOnlyOneWindowTells() {
    FakeReader reader =
        FakeReader.utm(
            1400,
            600,
            a ->
                a.x == 512
                    ? part(a.x, a.y, a.width, a.height).nodata(value(0, 600, 1)).build()
                    : exactly(a));
    double[] values = SceneValues.of(scene(reader))[0];
    // 611 is at (610, 0), (600, 1) … (520, 9) of that window, and at (510, 10) of another.
    for (int y = 0; y < 10; y++) {
      assertThat(values[1400 * y + 610 - 10 * y]).isNaN();
    }
    assertThat(values[14_000 + 510]).isEqualTo(611);
    assertThat(Arrays.stream(values).filter(Double::isNaN).count()).isEqualTo(10);
  }

  @Test
  void nodataOfABandThatIsNotChosenDropsNothing() throws IOException {
    FakeReader reader =
        FakeReader.utm(
            9,
            1,
            a ->
                a.width == 1
                    ? exactly(a)
                    : part(a.x, a.y, a.width, a.height).nodata(value(1, 4, 0)).build());
    ReaderScene scene = scene(reader);
    assertThat(SceneValues.of(scene.open(List.of("1")), PixelRules.standard())[0])
        .doesNotContain(NAN);
    assertThat(SceneValues.of(scene.open(List.of("1", "2")), PixelRules.standard())[0][4]).isNaN();
  }

  @Test
  void nodataThatThePixelsTellBeforehand() {
    FakeReader reader =
        FakeReader.utm(9, 1, a -> part(a.x, a.y, a.width, a.height).nodata(3.0).build());
    assertThat(SceneValues.of(scene(reader))[0]).containsExactly(1, 2, NAN, 4, 5, 6, 7, 8, 9);
  }

  private File granule(String name, double scale) throws IOException {
    String item = "<Item name=\"X\" sample=\"%d\" role=\"%s\">%s</Item>";
    String items = "";
    for (int band = 0; band < 2; band++) {
      items += String.format(Locale.ROOT, item, band, "scale", scale);
      items += String.format(Locale.ROOT, item, band, "offset", -0.1);
      items += String.format(Locale.ROOT, item, band, "description", "B" + (band + 4));
    }
    return TestTiffs.of(3, 1)
        .type(TestTiffs.Type.UINT16)
        .bands(2, (b, x, y) -> 1)
        .metadata(items)
        .write(folder.resolve(name))
        .toFile();
  }

  private static FileGroup at(File file, Date time) {
    return new FileGroup(file, List.of(), Map.of("TIME", new DateRange(time, time)));
  }

  /** GeoTools tells neither of a mosaic. */
  @Test
  void scaleOffsetAndNamesOfTheFilesOfAMosaic() throws IOException {
    Date april = Date.from(Instant.parse("2024-04-01T00:00:00Z"));
    Date may = Date.from(Instant.parse("2024-05-01T00:00:00Z"));
    FakeReader reader =
        FakeReader.utm(9, 6, ReaderSceneTest::exactly)
            .mosaic(
                at(granule("a.tif", 0.5), april),
                at(granule("b.tif", 0.5), april),
                null, // GeoTools' way to say that a file is gone
                at(granule("c.tif", 0.25), may));
    ParameterValue<List> time = AbstractGridFormat.TIME.createValue();
    time.setValue(List.of(april));
    Scene inApril = open(scene(reader, time));
    assertThat(inApril.bands())
        .allSatisfy(band -> assertThat(band.scale()).isEqualTo(0.5))
        .allSatisfy(band -> assertThat(band.offset()).isEqualTo(-0.1))
        .extracting(Band::name)
        .containsExactly("B4", "B5");

    assertThatThrownBy(() -> scene(reader).bandNames())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.tif and ")
        .hasMessageContaining("c.tif of one mosaic and time give their bands different scales");
  }

  @Test
  void aQualityBandIsReadWithTheBands() throws IOException {
    FakeReader reader =
        FakeReader.utm(
            3,
            1,
            a ->
                TestCoverages.of(a.width, a.height)
                    .type(DataBuffer.TYPE_USHORT)
                    .bands(2, (b, x, y) -> b == 1 ? (a.x + x == 1 ? 22280 : 21824) : 5)
                    .names("B4", "QA_PIXEL")
                    .in(
                        TestCoverages.crs("EPSG:32618", true),
                        new AffineTransform(30, 0, 0, -30, 500_000 + 30 * a.x, 4_500_000))
                    .build());
    ReaderScene scene = scene(reader);
    assertThat(scene.bandNames()).containsExactly("B4");
    assertThat(SceneValues.of(scene)[0]).containsExactly(5, NAN, 5);
    assertThat(reader.requests).hasSize(2); // one pixel for the names, one window
    PixelRules deaf =
        new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    assertThat(SceneValues.of(scene, deaf)[0]).containsExactly(5, 5, 5);
  }

  @Test
  void fixedParametersGoIntoEveryRequest() {
    FakeReader reader = FakeReader.utm(600, 600, ReaderSceneTest::exactly);
    List<Date> times = List.of(new Date(0));
    ParameterValue<List> time = AbstractGridFormat.TIME.createValue();
    time.setValue(times);
    SceneValues.of(scene(reader, time));
    assertThat(reader.requests).hasSize(5);
    for (List<GeneralParameterValue> request : reader.requests) {
      assertThat(FakeReader.value(request, "TIME")).isEqualTo(times);
      assertThat(FakeReader.value(request, "OVERVIEW_POLICY")).isEqualTo(OverviewPolicy.IGNORE);
      assertThat(FakeReader.value(request, "USE_JAI_IMAGEREAD")).isEqualTo(false);
      assertThat(request).hasSize(4);
    }
  }

  /** The caller takes what a layer is configured with; where and how to read is not its choice. */
  @Test
  void fixedParametersDoNotChooseTheWindow() {
    FakeReader reader = FakeReader.utm(9, 6, ReaderSceneTest::exactly);
    ParameterValue<OverviewPolicy> overviews = AbstractGridFormat.OVERVIEW_POLICY.createValue();
    overviews.setValue(OverviewPolicy.SPEED);
    SceneValues.of(scene(reader, overviews, AbstractGridFormat.READ_GRIDGEOMETRY2D.createValue()));
    for (List<GeneralParameterValue> request : reader.requests) {
      assertThat(request).hasSize(3);
      assertThat(FakeReader.value(request, "OVERVIEW_POLICY")).isEqualTo(OverviewPolicy.IGNORE);
    }
  }

  @Test
  void aFormatIsAskedForNothingThatItDoesNotKnow() {
    FakeReader reader =
        new FakeReader(
            new Rectangle(2, 2),
            TestCoverages.crs("EPSG:32618", true),
            new AffineTransform(30, 0, 0, -30, 500_000, 4_500_000),
            ReaderSceneTest::exactly,
            AbstractGridFormat.READ_GRIDGEOMETRY2D);
    assertThat(scene(reader).bandNames()).hasSize(2);
    assertThat(reader.requests.get(0)).hasSize(1);
  }

  @Test
  void whatWasDeliveredIsDisposed() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger delivered = new AtomicInteger();
    FakeReader reader =
        FakeReader.utm(
            600,
            600,
            asked -> {
              open.incrementAndGet();
              delivered.incrementAndGet();
              return new GridCoverage2D("counted", exactly(asked)) {
                @Override
                public synchronized boolean dispose(boolean force) {
                  open.decrementAndGet();
                  return super.dispose(force);
                }
              };
            });
    SceneValues.of(scene(reader));
    assertThat(delivered.get()).isEqualTo(5);
    assertThat(open.get()).isZero();
  }

  @Test
  void pixelsOfAnotherTypeAreAFailureNotOtherNumbers() throws IOException {
    FakeReader reader =
        FakeReader.utm(
            9,
            6,
            a ->
                a.width == 1
                    ? exactly(a)
                    : part(a.x, a.y, a.width, a.height).type(DataBuffer.TYPE_FLOAT).build());
    Scene scene = open(scene(reader));
    assertThatThrownBy(() -> scene.bands().get(0).pixels().read(new Rectangle(9, 6)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Scene s has pixels of several kinds");
  }

  @Test
  void aReaderThatFailsIsAFailureOfTheSceneAndNamesNoPath() throws IOException {
    FakeReader reader =
        FakeReader.utm(
            9,
            6,
            a -> {
              if (a.width == 1) {
                return exactly(a);
              }
              throw new FileNotFoundException("/data/secret.tif");
            });
    Scene scene = open(scene(reader));
    assertThatThrownBy(() -> scene.bands().get(0).pixels().read(new Rectangle(1, 2, 3, 4)))
        .isInstanceOf(IOException.class)
        .hasMessage("Scene s can't be read at column 1, row 2 (3 x 4 pixels).")
        .hasRootCauseInstanceOf(FileNotFoundException.class);
  }

  @Test
  void aReaderThatFailsAtOnce() {
    ReaderScene scene =
        scene(
            FakeReader.utm(
                9,
                6,
                a -> {
                  throw new IllegalStateException("/data/secret.tif");
                }));
    assertThatThrownBy(scene::bandNames)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Scene s can't be read")
        .message()
        .doesNotContain("/data");
  }

  /** Each of two requests waits for the other: were they one after the other, none would end. */
  @Test
  void twoThreadsReadAtOnce() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    FakeReader reader =
        FakeReader.utm(
            600,
            300,
            asked -> {
              if (asked.width > 1) {
                both.countDown();
                try {
                  assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }
              return exactly(asked);
            });
    PixelSource pixels = open(scene(reader)).bands().get(0).pixels();
    List<CompletableFuture<Integer>> reads = new ArrayList<>();
    for (int x : new int[] {5, 17}) {
      reads.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  var raster = pixels.read(new Rectangle(x, 2, 10, 1));
                  return raster.getSample(raster.getMinX(), raster.getMinY(), 0);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              command -> new Thread(command).start()));
    }
    assertThat(reads.get(0).get(30, TimeUnit.SECONDS)).isEqualTo(26);
    assertThat(reads.get(1).get(30, TimeUnit.SECONDS)).isEqualTo(38);
  }

  /** Whole tiles, at least 512 on a side, at most a million pixels, within the image. */
  @ParameterizedTest
  @CsvSource({
    "5000,5000,256,256,512,512",
    "5000,5000,200,300,600,600",
    "5000,5000,1,1,512,512",
    "10980,10980,10980,1,10980,95",
    "2000,3000,2000,8,2000,512",
    "10980,10980,10980,10980,10980,10980",
    "5000,5000,512,512,512,512",
    "5000,5000,1024,1024,1024,1024",
    "300,700,256,256,300,512",
    "100,50,256,256,100,50"
  })
  void sizeOfWindows(int width, int height, int tileWidth, int tileHeight, int wide, int high)
      throws IOException {
    FakeReader reader =
        FakeReader.utm(width, height, ReaderSceneTest::exactly).tiles(tileWidth, tileHeight);
    assertThat(open(scene(reader)).bands().get(0).pixels().tileSize())
        .isEqualTo(new Dimension(wide, high));
  }

  /** How the file is stored. */
  enum Stored {
    TILES {
      @Override
      TestTiffs of(TestTiffs tiff) {
        return tiff.tiles(64, 48);
      }
    },
    DEFLATED_TILES {
      @Override
      TestTiffs of(TestTiffs tiff) {
        return tiff.tiles(256, 256).deflated();
      }
    },
    STRIPS {
      @Override
      TestTiffs of(TestTiffs tiff) {
        return tiff.strips(7).deflated();
      }
    },
    PLANES {
      @Override
      TestTiffs of(TestTiffs tiff) {
        return tiff.strips(16).planar().bigEndian();
      }
    },
    NODATA {
      @Override
      TestTiffs of(TestTiffs tiff) {
        return tiff.tiles(256, 256).nodata("700");
      }
    },
    SCALED {
      @Override
      TestTiffs of(TestTiffs tiff) {
        return tiff.strips(16)
            .metadata(
                "<Item name=\"SCALE\" sample=\"0\" role=\"scale\">2</Item>"
                    + "<Item name=\"OFFSET\" sample=\"0\" role=\"offset\">0</Item>");
      }
    };

    abstract TestTiffs of(TestTiffs tiff);
  }

  @ParameterizedTest
  @EnumSource(Stored.class)
  void aGeoTiffReader(Stored stored) throws IOException {
    int width = 701;
    int height = 530;
    Path file =
        stored
            .of(
                TestTiffs.of(width, height)
                    .type(TestTiffs.Type.UINT16)
                    .bands(3, (b, x, y) -> (y * width + x) % 65_000 / (b + 1)))
            .write(folder.resolve("a.tif"));
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    try {
      double[][] values =
          SceneValues.of(
              new ReaderScene(
                  "s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of()));
      double[] first = new double[width * height];
      double[] last = new double[width * height];
      for (int i = 0; i < width * height; i++) {
        int value = i % 65_000;
        boolean nodata =
            stored == Stored.NODATA && (value == 700 || value / 2 == 700 || value / 3 == 700);
        first[i] = nodata ? NAN : value; // as stored, whatever its scale
        last[i] = nodata ? NAN : value / 3;
      }
      assertThat(Arrays.equals(values[0], first)).isTrue();
      assertThat(Arrays.equals(values[2], last)).isTrue();
    } finally {
      reader.dispose();
    }
  }

  private static List<String> bandNames(Path file) throws IOException {
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    try {
      return new ReaderScene(
              "s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of())
          .bandNames();
    } finally {
      reader.dispose();
    }
  }

  @Test
  void whatTheFileCallsItsBandsIsBetterThanTheirNumber() throws IOException {
    TestTiffs tiff = TestTiffs.of(20, 10).type(TestTiffs.Type.UINT16).bands(3, (b, x, y) -> b + 1);
    Path named =
        tiff.metadata(
                "<Item name=\"DESCRIPTION\" sample=\"0\" role=\"description\">B4</Item>"
                    + "<Item name=\"DESCRIPTION\" sample=\"2\" role=\"description\">QA_PIXEL</Item>")
            .write(folder.resolve("named.tif"));
    assertThat(bandNames(named)).containsExactly("B4", "2"); // and that of quality is no other band
  }

  @Test
  void aBandThatOnlyHasANumberIsNotTheBandOfAProduct() throws IOException {
    Path unnamed =
        TestTiffs.of(20, 10)
            .type(TestTiffs.Type.UINT16)
            .bands(3, (b, x, y) -> b + 1)
            .write(folder.resolve("unnamed.tif"));
    GeoTiffReader reader = new GeoTiffReader(unnamed.toFile());
    try {
      ReaderScene scene =
          new ReaderScene(
              "s", Optional.empty(), reader, reader.getGridCoverageNames()[0], List.of());
      assertThat(scene.bandNames()).containsExactly("1", "2", "3");
      assertThat(BandSelection.parse("Band3,1").in(scene)).containsExactly("3", "1");
      assertThatThrownBy(() -> BandSelection.parse("B2").in(scene))
          .hasMessage("Scene s has no band B2; it has 1, 2, 3.");
    } finally {
      reader.dispose();
    }
  }
}
