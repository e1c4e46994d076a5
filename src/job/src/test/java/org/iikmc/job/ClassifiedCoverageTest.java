/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.geosolutions.jaiext.range.NoDataContainer;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.ParameterBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import javax.media.jai.ImageLayout;
import javax.media.jai.JAI;
import javax.media.jai.OpImage;
import javax.media.jai.PlanarImage;
import javax.media.jai.ROIShape;
import javax.media.jai.SourcelessOpImage;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.iikmc.job.harmonize.Harmonization;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.job.harmonize.RobustScaling;
import org.iikmc.job.harmonize.SceneMap;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.job.signatures.SignatureSet.ClassSignature;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestCoverages;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifiedCoverageTest {
  @TempDir Path folder;

  private static SignatureSet signatures(List<String> bands, double[]... means) {
    List<ClassSignature> classes = new ArrayList<>();
    for (int c = 0; c < means.length; c++) {
      classes.add(
          new ClassSignature(
              "class " + c, new Color(c, 255 - c, 7), 1, means[c], new double[means[c].length]));
    }
    return new SignatureSet(bands, classes);
  }

  private static GridCoverage2D classified(
      GridCoverage2D coverage, SignatureSet signatures, String... bands) {
    return ClassifiedCoverage.of(
        coverage, signatures, new BandSelection(List.of(bands)), PixelRules.standard());
  }

  private static int[] labels(GridCoverage2D coverage) {
    RenderedImage image = coverage.getRenderedImage();
    Raster raster = image.getData();
    return raster.getSamples(
        image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight(), 0, (int[]) null);
  }

  /** Written without a look at the code under test. */
  private static int label(double[] pixel, SignatureSet signatures) {
    int label = 0;
    double least = Double.MAX_VALUE;
    for (int c = 0; c < signatures.k(); c++) {
      double distance = 0;
      for (int b = 0; b < pixel.length; b++) {
        distance += Math.pow(pixel[b] - signatures.classes().get(c).mean()[b], 2);
      }
      if (distance < least) {
        least = distance;
        label = c + 1;
      }
    }
    return label;
  }

  @Test
  void aHandfulOfPixels() {
    GridCoverage2D map =
        classified(
            TestCoverages.of(3, 2)
                .bands(1, (b, x, y) -> new int[] {1, 4, 6, 9, 5, 0}[3 * y + x])
                .nodata(9.0)
                .build(),
            signatures(List.of("1"), new double[] {6}, new double[] {4}, new double[] {0}));
    // 5 lies between 6 and 4: the lower label.
    assertThat(labels(map)).containsExactly(3, 2, 1, 0, 1, 3);
  }

  /** Of a coverage only a part may be there, so that its own statistics are none of its scene. */
  @Test
  void harmonizedSignaturesTakeTheScenesOfTheirSeriesByName() {
    GridCoverage2D coverage =
        TestCoverages.of(3, 1).bands(1, (b, x, y) -> new int[] {1, 4, 6}[x]).build();
    SignatureSet plain = signatures(List.of("1"), new double[] {3}, new double[] {13});
    SceneMap map =
        new SceneMap(
            coverage.getName().toString(),
            Optional.empty(),
            9000,
            9000,
            new double[6],
            new double[] {2},
            new double[] {1});
    // 1, 4 and 6 become 3, 9 and 13; 9 is nearer to 13.
    assertThat(labels(classified(coverage, harmonized(plain, map)))).containsExactly(1, 2, 2);
    SceneMap other =
        new SceneMap("another", map.date(), 9000, 9000, map.place(), map.gain(), map.offset());
    assertThatThrownBy(() -> classified(coverage, harmonized(plain, other)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is none of them (another)")
        .hasMessageContaining("iikmc:ClassifySeries");
  }

  private static SignatureSet harmonized(SignatureSet plain, SceneMap map) {
    return new SignatureSet(
        plain.bands(),
        plain.sensor(),
        plain.wavelengths(),
        plain.numbers(),
        new Harmonization(
            HarmonizeMethod.RELATIVE,
            "stored values",
            Optional.of(map.name()),
            List.of(map),
            Optional.of(RobustScaling.standard(1)),
            MetricKind.EUCLIDEAN,
            new double[][] {{1}}),
        plain.classes());
  }

  /**
   * Tiles that are kept, that are too small or too large to be, and an image that starts anywhere.
   */
  @ParameterizedTest
  @CsvSource({
    "300,200,64,96,0,0",
    "300,200,100,70,174,-1511",
    "701,530,16,16,-3,7",
    "130,90,130,90,0,0",
    "1300,40,1300,40,-2000,5",
    "1,1,1,1,9,9",
    "67,65,1024,64,1,1"
  })
  void everyLabelIsThatOfTheNearestSignature(
      int width, int height, int tileWidth, int tileHeight, int fromX, int fromY) {
    Random random = new Random(width);
    int[][] values = new int[3][width * height];
    for (int i = 0; i < width * height; i++) {
      for (int b = 0; b < 3; b++) {
        values[b][i] = random.nextInt(40); // few values, so that there are ties
      }
    }
    SignatureSet signatures =
        signatures(
            List.of("a", "b", "c"),
            IntStream.range(0, 9)
                .mapToObj(c -> random.ints(3, 1, 40).asDoubleStream().toArray())
                .toArray(double[][]::new));
    GridCoverage2D coverage =
        TestCoverages.of(width, height)
            .from(fromX, fromY)
            .tiles(tileWidth, tileHeight)
            .type(DataBuffer.TYPE_SHORT)
            .bands(3, (b, x, y) -> values[b][y * width + x])
            .names("a", "b", "c")
            .nodata(0.0)
            .build();
    GridCoverage2D map = classified(coverage, signatures);
    int[] expected = new int[width * height];
    for (int i = 0; i < expected.length; i++) {
      double[] pixel = {values[0][i], values[1][i], values[2][i]};
      boolean valid = pixel[0] != 0 && pixel[1] != 0 && pixel[2] != 0;
      expected[i] = valid ? label(pixel, signatures) : 0;
    }
    assertThat(labels(map)).isEqualTo(expected);
    assertThat(map.getGridGeometry()).isSameAs(coverage.getGridGeometry());
    RenderedImage image = map.getRenderedImage();
    assertThat(image.getMinX()).isEqualTo(fromX);
    assertThat(image.getMinY()).isEqualTo(fromY);
    boolean keep = tileWidth >= 64 && tileHeight >= 64 && tileWidth <= 1024 && tileHeight <= 1024;
    assertThat(image.getTileWidth()).isEqualTo(keep ? tileWidth : 512);
    assertThat(image.getTileHeight()).isEqualTo(keep ? tileHeight : 512);
  }

  @Test
  void whatItTellsOfItself() {
    GridCoverage2D map =
        classified(
            TestCoverages.of(2, 2).nodata(77.0).region(new ROIShape(new Rectangle(9, 9))).build(),
            signatures(List.of("1"), new double[] {6}, new double[] {4}));
    assertThat(map.getNumSampleDimensions()).isEqualTo(1);
    assertThat(map.getSampleDimension(0).getDescription().toString()).isEqualTo("class");
    assertThat(map.getSampleDimension(0).getNoDataValues()).containsExactly(0);
    assertThat(CoverageUtilities.getNoDataProperty(map).getAsSingleValue()).isZero();
    RenderedImage image = map.getRenderedImage();
    assertThat(image.getSampleModel().getDataType()).isEqualTo(DataBuffer.TYPE_BYTE);
    IndexColorModel colors = (IndexColorModel) image.getColorModel();
    assertThat(colors.getAlpha(0)).isZero();
    assertThat(new Color(colors.getRGB(1))).isEqualTo(new Color(0, 255, 7));
    assertThat(new Color(colors.getRGB(2))).isEqualTo(new Color(1, 254, 7));
    assertThat(map.getSources()).hasSize(1);
  }

  /** Operations look for nodata in the image, where readers put it. */
  @Test
  void nodataOfTheImageIsThatOfTheMap() {
    TestCoverages coverage = TestCoverages.of(2, 2);
    PlanarImage image = coverage.image();
    image.setProperty(NoDataContainer.GC_NODATA, new NoDataContainer(1.0));
    GridCoverage2D map =
        classified(coverage.over(image), signatures(List.of("1"), new double[] {6}));
    Object nodata = ((PlanarImage) map.getRenderedImage()).getProperty(NoDataContainer.GC_NODATA);
    assertThat(((NoDataContainer) nodata).getAsSingleValue()).isZero();
  }

  @Test
  void pixelsOutsideTheRegionAndNotANumberHaveNoLabel() {
    GridCoverage2D map =
        classified(
            TestCoverages.of(4, 1)
                .from(-10, 20)
                .type(DataBuffer.TYPE_DOUBLE)
                .bands(1, (b, x, y) -> x == 2 ? Double.NaN : x)
                .region(new ROIShape(new Rectangle(-9, 20, 50, 50)))
                .build(),
            signatures(List.of("1"), new double[] {0}, new double[] {3}));
    assertThat(labels(map)).containsExactly(0, 1, 0, 2);
  }

  @Test
  void theQualityBandIsHeardUnlessTheRulesSayNo() {
    GridCoverage2D coverage =
        TestCoverages.of(2, 1)
            .type(DataBuffer.TYPE_USHORT)
            .bands(2, (b, x, y) -> b == 0 ? 5 : x == 0 ? 22280 : 21824)
            .names("B4", "QA_PIXEL")
            .build();
    SignatureSet signatures = signatures(List.of("B4"), new double[] {5});
    assertThat(labels(classified(coverage, signatures))).containsExactly(0, 1);
    PixelRules deaf =
        new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    assertThat(labels(ClassifiedCoverage.of(coverage, signatures, BandSelection.defaults(), deaf)))
        .containsExactly(1, 1);
    PixelRules nodata =
        new PixelRules(OptionalDouble.of(5), false, Optional.empty(), Optional.empty());
    assertThat(
            labels(ClassifiedCoverage.of(coverage, signatures, BandSelection.defaults(), nodata)))
        .containsExactly(0, 0);
  }

  @Test
  void twoHundredAndFiftyFiveClasses() {
    SignatureSet signatures =
        signatures(
            List.of("1"),
            IntStream.range(0, 255).mapToObj(c -> new double[] {c}).toArray(double[][]::new));
    GridCoverage2D map =
        classified(TestCoverages.of(256, 1).bands(1, (b, x, y) -> x).build(), signatures);
    int[] labels = labels(map);
    assertThat(labels[0]).isEqualTo(1);
    assertThat(labels[128]).isEqualTo(129);
    assertThat(labels[254]).isEqualTo(255);
    assertThat(labels[255]).isEqualTo(255);
    IndexColorModel colors = (IndexColorModel) map.getRenderedImage().getColorModel();
    assertThat(new Color(colors.getRGB(255))).isEqualTo(new Color(254, 1, 7));
  }

  @Test
  void moreClassesThanThatAreRefused() {
    SignatureSet signatures =
        new SignatureSet(
            List.of("1"),
            Collections.nCopies(
                256, new ClassSignature("c", Color.RED, 1, new double[1], new double[1])));
    assertThatThrownBy(() -> classified(TestCoverages.of(1, 1).build(), signatures))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("256 classes")
        .hasMessageContaining("255");
  }

  private static GridCoverage2D threeBands(String... names) {
    return TestCoverages.of(1, 1).bands(3, (b, x, y) -> 10 * b).names(names).build();
  }

  private static int only(GridCoverage2D map) {
    return labels(map)[0];
  }

  @Test
  void bandsByTheNamesOfTheSignaturesWhateverTheirOrder() {
    SignatureSet signatures =
        signatures(List.of("B4", "SR_B2"), new double[] {0, 20}, new double[] {20, 0});
    assertThat(only(classified(threeBands("B2", "B3", "B4"), signatures))).isEqualTo(2);
    assertThat(only(classified(threeBands("B4", "B3", "B02"), signatures))).isEqualTo(1);
  }

  @Test
  void bandsInTheirOrderWhereTheirNamesTellNothing() {
    SignatureSet signatures =
        signatures(List.of("B4", "B3", "B2"), new double[] {0, 10, 20}, new double[] {20, 10, 0});
    assertThat(only(classified(threeBands("x", "y", "z"), signatures))).isEqualTo(1);
  }

  /** A server names the bands of what it draws by their numbers. */
  @Test
  void bandsByTheirNumbersInTheSeriesWhereTheyHaveNoNames() {
    SignatureSet named =
        signatures(List.of("B4", "B2"), new double[] {0, 20}, new double[] {20, 0});
    SignatureSet signatures =
        new SignatureSet(
            named.bands(),
            named.sensor(),
            named.wavelengths(),
            List.of(3, 1),
            named.harmonization(),
            named.classes());
    assertThat(only(classified(threeBands("1", "2", "3"), signatures))).isEqualTo(2);
    assertThatThrownBy(() -> classified(threeBands("x", "y", "z"), signatures))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose with bands");
    SignatureSet further =
        new SignatureSet(
            named.bands(),
            named.sensor(),
            named.wavelengths(),
            List.of(4, 1),
            named.harmonization(),
            named.classes());
    assertThatThrownBy(() -> classified(threeBands("1", "2", "3"), further))
        .isInstanceOf(InputException.class);
  }

  @Test
  void bandsOfTheUsersChoice() {
    SignatureSet signatures =
        signatures(List.of("B4", "B2"), new double[] {0, 20}, new double[] {20, 0});
    assertThat(only(classified(threeBands("x", "y", "z"), signatures, "3", "x"))).isEqualTo(2);
    assertThatThrownBy(() -> classified(threeBands("x", "y", "z"), signatures, "x"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("2 bands (B4, B2)")
        .hasMessageContaining("1 are chosen (x)");
    assertThatThrownBy(() -> classified(threeBands("x", "y", "z"), signatures, "x", "w"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no band w");
  }

  @Test
  void bandsThatFitNeitherByNameNorByNumberAreRefused() {
    SignatureSet signatures = signatures(List.of("B4", "B2"), new double[] {0, 20});
    assertThatThrownBy(() -> classified(threeBands("x", "y", "B2"), signatures))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "The signatures are of the bands B4, B2, but coverage has x, y, B2; choose with bands"
                + " which of them are meant.");
  }

  /** What was asked for is computed, and no more. */
  @Test
  void onlyTheTilesThatAreLookedAtAreRead() {
    TestCoverages coverage =
        TestCoverages.of(640, 640).tiles(128, 128).bands(1, (b, x, y) -> x % 2);
    Counting image = new Counting(coverage.image());
    GridCoverage2D map =
        classified(
            coverage.over(image), signatures(List.of("1"), new double[] {0}, new double[] {1}));
    assertThat(image.tiles).isZero();
    Rectangle tile = ((PlanarImage) map.getRenderedImage()).getTileRect(1, 2);
    Raster raster = map.getRenderedImage().getData(tile);
    assertThat(raster.getSample(tile.x, tile.y, 0)).isEqualTo(1 + tile.x % 2);
    assertThat(image.tiles).isEqualTo(1);
    map.getRenderedImage().getData(new Rectangle(tile.x, tile.y + 1, tile.width, 1));
    assertThat(image.tiles).as("row by row").isEqualTo(1);
  }

  private static final class Counting extends SourcelessOpImage {
    private final PlanarImage source;
    private int tiles;

    Counting(PlanarImage source) {
      super(new ImageLayout(source), null, source.getSampleModel(), 0, 0, 640, 640);
      this.source = source;
    }

    @Override
    public synchronized Raster computeTile(int x, int y) {
      tiles++;
      return source.getTile(x, y);
    }
  }

  @Test
  void severalThreadsAtOnce() {
    GridCoverage2D map =
        classified(
            TestCoverages.of(300, 400)
                .tiles(96, 64)
                .bands(1, (b, x, y) -> (x * 7 + y * 13) % 200)
                .build(),
            signatures(List.of("1"), new double[] {20}, new double[] {90}, new double[] {170}));
    // Not through the cache, so that each thread computes.
    ((OpImage) map.getRenderedImage()).setTileCache(null);
    boolean same =
        IntStream.range(0, 100)
            .parallel()
            .allMatch(
                column -> {
                  Raster raster =
                      map.getRenderedImage().getData(new Rectangle(column, column / 2, 1, 200));
                  return IntStream.range(0, 200)
                      .allMatch(
                          i -> {
                            int value = (column * 7 + (column / 2 + i) * 13) % 200;
                            int label = value <= 55 ? 1 : value <= 130 ? 2 : 3;
                            return raster.getSample(column, column / 2 + i, 0) == label;
                          });
                });
    assertThat(same).isTrue();
  }

  @Test
  void pixelsThatCanNotBeReadAreAFailureThatNamesTheCoverage() {
    TestCoverages coverage = TestCoverages.of(4, 4);
    PlanarImage source = coverage.image();
    PlanarImage failing =
        new SourcelessOpImage(new ImageLayout(source), null, source.getSampleModel(), 0, 0, 4, 4) {
          @Override
          public Raster computeTile(int x, int y) {
            throw new IllegalStateException("gone");
          }
        };
    GridCoverage2D map =
        classified(coverage.over(failing), signatures(List.of("1"), new double[] {1}));
    assertThatThrownBy(() -> labels(map))
        .hasStackTraceContaining("Scene coverage can't be read at column 0, row 0");
  }

  /** The same file, written as a map and looked at as a coverage. */
  @Test
  void theMapIsWhatClassifyWrites() throws IOException {
    Path file =
        TestTiffs.of(701, 530)
            .type(TestTiffs.Type.UINT16)
            .tiles(64, 80)
            .deflated()
            .nodata("0")
            .bands(3, (b, x, y) -> (x * (b + 3L) * 31 + y * 17L + (x * (long) y) % 101) % 500)
            .write(folder.resolve("scene.tif"));
    SignatureSet signatures =
        signatures(
            List.of("1", "2", "3"),
            new double[] {100, 100, 100.5},
            new double[] {250.25, 250, 250},
            new double[] {400, 30, 250},
            new double[] {400, 30, 250},
            new double[] {30, 400, 333});
    try (RasterReaders readers = new RasterReaders()) {
      new ClassificationJob(
              new ClassifyRequest(
                  signatures,
                  "signatures.json",
                  BandSelection.defaults(),
                  PixelRules.standard(),
                  false,
                  MapWishes.NONE,
                  Map.of()),
              PixelLimit.NONE,
              new SequentialBackend(),
              Clock.systemUTC())
          .run(new SceneFinder(readers).find(file), folder.resolve("out"), Progress.NONE);
    }
    GeoTiffReader scene = new GeoTiffReader(file.toFile());
    GeoTiffReader map = new GeoTiffReader(folder.resolve("out/scene_classes.tif").toFile());
    int[] written = labels(map.read(null));
    int[] looked = labels(classified(scene.read(null), signatures));
    assertThat(looked).isEqualTo(written);
    assertThat(written).contains(0, 1, 2, 3, 5).doesNotContain(4);
    scene.dispose();
    map.dispose();
  }

  /** A host may scale, crop and write it: the operations of JAI see a common image. */
  @Test
  void operationsOnTheMap() {
    GridCoverage2D map =
        classified(
            TestCoverages.of(100, 80).from(5, 6).bands(1, (b, x, y) -> x).build(),
            signatures(List.of("1"), new double[] {20}, new double[] {70}));
    var crop =
        JAI.create(
            "crop",
            new ParameterBlock()
                .addSource(map.getRenderedImage())
                .add(50f)
                .add(10f)
                .add(2f)
                .add(1f));
    assertThat(crop.getData().getSamples(50, 10, 2, 1, 0, (int[]) null)).containsExactly(1, 2);
  }
}
