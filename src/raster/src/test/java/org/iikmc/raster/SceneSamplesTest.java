/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Dimension;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleType;
import org.iikmc.testing.TestTiffs.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class SceneSamplesTest {
  /** How a type of pixels is held. */
  enum Kind {
    BYTE(DataBuffer.TYPE_BYTE, SampleType.UINT8, 255),
    USHORT(DataBuffer.TYPE_USHORT, SampleType.UINT16, 65535),
    SHORT(DataBuffer.TYPE_SHORT, SampleType.INT16, -9999),
    INT(DataBuffer.TYPE_INT, SampleType.FLOAT32, -2147483648.0),
    FLOAT(DataBuffer.TYPE_FLOAT, SampleType.FLOAT32, -3.4028234663852886E38),
    DOUBLE(DataBuffer.TYPE_DOUBLE, SampleType.FLOAT32, -1.7976931348623157E308);

    private final int dataType;
    private final SampleType type;
    private final double nodata;

    Kind(int dataType, SampleType type, double nodata) {
      this.dataType = dataType;
      this.type = type;
      this.nodata = nodata;
    }

    Scene scene(int width, int height, int bands, Values values, Double... nodata) {
      MemoryScene.Source source = MemoryScene.Source.of(dataType, bands, values);
      return MemoryScene.scene(
          MemoryScene.utm(width, height), MemoryScene.bands(source, type, nodata));
    }
  }

  private static PixelRules rules(OptionalDouble nodata) {
    return new PixelRules(nodata, true, Optional.empty(), Optional.empty());
  }

  private static PixelRules area(String wkt) {
    try {
      Geometry polygon = new WKTReader().read(wkt);
      return new PixelRules(
          OptionalDouble.empty(),
          true,
          Optional.empty(),
          Optional.of(new AreaOfInterest(polygon, Optional.empty())));
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static MaskRaster mask(Grid grid, Values values, Double... nodata) {
    return new MaskRaster(
        MemoryScene.bands(
                MemoryScene.Source.of(DataBuffer.TYPE_BYTE, 1, values), SampleType.UINT8, nodata)
            .get(0),
        grid);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void noNodataNoMask(Kind kind) {
    Scene scene = kind.scene(3, 2, 2, (b, x, y) -> 10 * b + 3 * y + x);
    assertThat(scene.type()).isEqualTo(kind.type);
    double[][] read = MemoryScene.read(scene, PixelRules.standard());
    assertThat(read[0]).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(read[1]).containsExactly(10, 11, 12, 13, 14, 15);
  }

  /** Nodata in one band drops the pixel whole, and the others keep their order. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyNodata(Kind kind) {
    Scene scene =
        kind.scene(
            3, 2, 2, (b, x, y) -> b == y && x == 1 ? kind.nodata : 10 * b + 3 * y + x, kind.nodata);
    double[][] read = MemoryScene.read(scene, PixelRules.standard());
    assertThat(read[0]).containsExactly(0, 2, 3, 5);
    assertThat(read[1]).containsExactly(10, 12, 13, 15);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyTheNodataOfTheUser(Kind kind) {
    Scene scene = kind.scene(3, 1, 2, (b, x, y) -> x + b);
    assertThat(MemoryScene.read(scene, rules(OptionalDouble.of(2)))[0]).containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void bothNodataOfTheFileAndOfTheUser(Kind kind) {
    Scene scene = kind.scene(4, 1, 1, (b, x, y) -> x == 3 ? kind.nodata : x, kind.nodata);
    assertThat(MemoryScene.read(scene, rules(OptionalDouble.of(1)))[0]).containsExactly(0, 2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyAMask(Kind kind) {
    Scene scene = kind.scene(3, 2, 2, (b, x, y) -> 10 * b + 3 * y + x);
    PixelRules rules =
        new PixelRules(
            OptionalDouble.empty(),
            true,
            Optional.of(mask(scene.grid(), (b, x, y) -> x == y ? 1 : 0)),
            Optional.empty());
    double[][] read = MemoryScene.read(scene, rules);
    assertThat(read[0]).containsExactly(0, 4);
    assertThat(read[1]).containsExactly(10, 14);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nodataAndAMask(Kind kind) {
    Scene scene =
        kind.scene(
            3, 2, 2, (b, x, y) -> b == 1 && x == 0 ? kind.nodata : 10 * b + 3 * y + x, kind.nodata);
    PixelRules rules =
        new PixelRules(
            OptionalDouble.empty(),
            true,
            Optional.of(mask(scene.grid(), (b, x, y) -> x == y ? 1 : 0)),
            Optional.empty());
    assertThat(MemoryScene.read(scene, rules)[0]).containsExactly(4);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void nothingIsValid(Kind kind) {
    Scene scene = kind.scene(3, 2, 2, (b, x, y) -> b == 0 ? 5 : kind.nodata, kind.nodata);
    double[][] read = MemoryScene.read(scene, PixelRules.standard());
    assertThat(read[0]).isEmpty();
    assertThat(read[1]).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300})
  void valuesThatNoFloatHoldsAreNeverValid(double value) {
    for (Kind kind : new Kind[] {Kind.FLOAT, Kind.DOUBLE}) {
      Scene scene = kind.scene(3, 1, 2, (b, x, y) -> x == 1 && b == 1 ? value : x);
      assertThat(MemoryScene.read(scene, PixelRules.standard())[0]).containsExactly(0, 2);
    }
  }

  @Test
  void nodataOfOneBandIsDataInAnother() {
    MemoryScene.Source source =
        MemoryScene.Source.of(DataBuffer.TYPE_BYTE, 2, (b, x, y) -> b == 0 ? x : 2 - x);
    Scene scene =
        MemoryScene.scene(
            MemoryScene.utm(3, 1),
            List.of(
                new Band(
                    "B1",
                    source,
                    0,
                    SampleType.UINT8,
                    Nodata.of(SampleType.UINT8, Set.of(0.0)),
                    Scaling.ofFile(1, 0)),
                new Band(
                    "B2",
                    source,
                    1,
                    SampleType.UINT8,
                    Nodata.of(SampleType.UINT8, Set.of()),
                    Scaling.ofFile(1, 0))));
    double[][] read = MemoryScene.read(scene, PixelRules.standard());
    assertThat(read[0]).containsExactly(1, 2);
    assertThat(read[1]).containsExactly(1, 0);
  }

  @Test
  void aNodataOutsideTheRangeOfTheTypeDropsNothing() {
    Scene bytes = Kind.BYTE.scene(2, 1, 1, (b, x, y) -> 241, -9999.0);
    assertThat(MemoryScene.read(bytes, PixelRules.standard())[0]).hasSize(2);
    Scene shorts = Kind.SHORT.scene(2, 1, 1, (b, x, y) -> -1, 65535.0);
    assertThat(MemoryScene.read(shorts, PixelRules.standard())[0]).hasSize(2);
  }

  @Test
  void nodataWithMoreDigitsThanAFloat() {
    Scene scene = Kind.FLOAT.scene(2, 1, 1, (b, x, y) -> x == 0 ? 0.1f : 1, 0.1);
    assertThat(MemoryScene.read(scene, PixelRules.standard())[0]).containsExactly(1);
  }

  /** Unsigned and signed 16 bits have no common integer type; nothing may wrap around. */
  @Test
  void scenesOfSeveralTypesShareTheNarrowestThatHoldsAll() throws IOException {
    Scene unsigned = Kind.USHORT.scene(1, 1, 1, (b, x, y) -> 65535);
    Scene signed = Kind.SHORT.scene(1, 1, 1, (b, x, y) -> -5);
    SceneSamples samples =
        new SceneSamples(List.of(unsigned, signed), PixelRules.standard(), 1, 0, List.of());
    assertThat(samples.type()).isEqualTo(SampleType.FLOAT32);
    assertThat((float[]) samples.blocks().get(0).open().bands()[0]).containsExactly(65535);
    assertThat((float[]) samples.blocks().get(1).open().bands()[0]).containsExactly(-5);
    assertThat(samples.blocks()).extracting(SceneSamples.SceneBlock::scene).containsExactly(0, 1);
    assertThat(samples.scenes()).isEqualTo(2);
  }

  @Test
  void bytesAmongWiderPixelsStayUnsigned() throws IOException {
    Scene bytes = Kind.BYTE.scene(1, 1, 1, (b, x, y) -> 200);
    Scene shorts = Kind.SHORT.scene(1, 1, 1, (b, x, y) -> -5);
    SceneSamples samples =
        new SceneSamples(List.of(bytes, shorts), PixelRules.standard(), 1, 0, List.of());
    assertThat((short[]) samples.blocks().get(0).open().bands()[0]).containsExactly((short) 200);
  }

  private static Scene withQuality(Scene scene, int width, int height, Values values) {
    return new Scene(
        scene.name(),
        scene.date(),
        scene.grid(),
        scene.bands(),
        List.of(
            new QualityBand(
                MemoryScene.Source.of(DataBuffer.TYPE_USHORT, 1, values),
                0,
                QualityQuery.all(QualityFlags.COLLECTION_1_BQA),
                width,
                height)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theQualityBandDropsCloudsUnlessItIsNotToBeHeard(Kind kind) {
    Scene scene =
        withQuality(
            kind.scene(4, 1, 1, (b, x, y) -> x),
            4,
            1,
            (b, x, y) -> new int[] {2720, 2800, 1, 3744}[x]);
    assertThat(MemoryScene.read(scene, PixelRules.standard())[0]).containsExactly(0, 3);
    PixelRules deaf =
        new PixelRules(OptionalDouble.empty(), false, Optional.empty(), Optional.empty());
    assertThat(MemoryScene.read(scene, deaf)[0]).hasSize(4);
  }

  @Test
  void aQualityBandOfHalfTheResolution() {
    Scene scene =
        withQuality(
            Kind.BYTE.scene(5, 4, 1, (b, x, y) -> 10 * y + x),
            3,
            2,
            (b, x, y) -> x == 1 && y == 1 ? 2800 : 2720);
    // Columns 0…4 at 0.3, 0.9, 1.5, 2.1, 2.7 of three: only 2 is in the second; rows 2 and 3.
    assertThat(MemoryScene.read(scene, PixelRules.standard())[0])
        .hasSize(18)
        .doesNotContain(22, 32);
  }

  @Test
  void aQualityBandOfTwiceTheResolution() {
    Scene scene =
        withQuality(
            Kind.BYTE.scene(3, 2, 1, (b, x, y) -> 10 * y + x),
            6,
            4,
            (b, x, y) -> x == 3 && y == 1 ? 2800 : 2720);
    // The centre of pixel (1, 0) lies on the corner of (3, 1), which has it.
    assertThat(MemoryScene.read(scene, PixelRules.standard())[0]).containsExactly(0, 2, 10, 11, 12);
  }

  /** Blocks in the middle of the scene, so that the quality window starts anywhere. */
  @Test
  void aQualityBandOfHalfTheResolutionOverManyBlocks() {
    MemoryScene.Source source =
        new MemoryScene.Source(
            DataBuffer.TYPE_USHORT, 1, new Dimension(300, 300), (b, x, y) -> (900 * y + x) % 65536);
    Scene plain =
        MemoryScene.scene(MemoryScene.utm(800, 700), MemoryScene.bands(source, SampleType.UINT16));
    Scene scene = withQuality(plain, 400, 350, (b, x, y) -> (x + y) % 3 == 0 ? 2800 : 2720);
    assertThat(scene.blocks()).hasSizeGreaterThan(4);
    double[] expected =
        java.util.stream.IntStream.range(0, 800 * 700)
            .filter(i -> (i % 800 / 2 + i / 800 / 2) % 3 != 0)
            .mapToDouble(i -> (900 * (i / 800) + i % 800) % 65536)
            .toArray();
    assertThat(Arrays.equals(MemoryScene.read(scene, PixelRules.standard())[0], expected)).isTrue();
  }

  /** The number of a pixel of a 4 x 4 scene is 10 · row + column. */
  private static double[] within4x4(String wkt) {
    Scene scene = Kind.BYTE.scene(4, 4, 1, (b, x, y) -> 10 * y + x);
    return MemoryScene.read(scene, area(wkt))[0];
  }

  @Test
  void aPixelIsInTheAreaWhenItsCenterIs() {
    // From just right of the centre of column 0 to just short of that of column 2, rows 1 and 2.
    assertThat(
            within4x4(
                "POLYGON((500016 4499960, 500074 4499960, 500074 4499920, 500016 4499920,"
                    + " 500016 4499960))"))
        .containsExactly(11, 21);
  }

  @Test
  void aCenterOnTheBorderIsIn() {
    assertThat(
            within4x4(
                "POLYGON((500015 4499985, 500075 4499985, 500075 4499955, 500015 4499955,"
                    + " 500015 4499985))"))
        .containsExactly(0, 1, 2, 10, 11, 12);
  }

  @Test
  void aHoleIsOut() {
    assertThat(
            within4x4(
                "POLYGON((499000 4501000, 501000 4501000, 501000 4499000, 499000 4499000,"
                    + " 499000 4501000), (500031 4499969, 500089 4499969, 500089 4499911,"
                    + " 500031 4499911, 500031 4499969))"))
        .hasSize(12)
        .doesNotContain(11, 12, 21, 22);
  }

  @Test
  void anAreaOfSeveralParts() {
    assertThat(
            within4x4(
                "MULTIPOLYGON(((500000 4500000, 500030 4500000, 500030 4499970, 500000 4499970,"
                    + " 500000 4500000)), ((500090 4499910, 500120 4499910, 500120 4499880,"
                    + " 500090 4499880, 500090 4499910)))"))
        .containsExactly(0, 33);
  }

  @Test
  void anAreaThatHoldsTheWholeScene() {
    assertThat(
            within4x4(
                "POLYGON((499000 4501000, 501000 4501000, 501000 4499000, 499000 4499000,"
                    + " 499000 4501000))"))
        .hasSize(16);
  }

  @Test
  void anAreaOutside() {
    assertThat(within4x4("POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))")).isEmpty();
  }

  @Test
  void anAreaBetweenTheCentersHoldsNoPixel() {
    assertThat(
            within4x4("POLYGON((500016 4499984, 500040 4499984, 500040 4499980, 500016 4499984))"))
        .isEmpty();
  }

  private static Scene large(Dimension tile) {
    MemoryScene.Source source =
        new MemoryScene.Source(DataBuffer.TYPE_FLOAT, 1, tile, (b, x, y) -> 700 * y + x);
    return MemoryScene.scene(
        MemoryScene.utm(700, 500), MemoryScene.bands(source, SampleType.FLOAT32));
  }

  private static double[] thinned(Dimension tile, double share, long seed) {
    Scene scene = large(tile);
    return MemoryScene.read(
        new SceneSamples(List.of(scene), PixelRules.standard(), share, seed, List.of()),
        scene.grid())[0];
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.2, 1", "0.2, -7", "0.5, 0", "0.99, 99"})
  void aSampleHasAboutItsShare(double share, long seed) {
    double[] sample = thinned(new Dimension(256, 256), share, seed);
    double sigma = Math.sqrt(350_000 * share * (1 - share));
    assertThat((double) sample.length).isCloseTo(350_000 * share, within(5 * sigma));
    // Nor is it piled up in one half of the scene.
    assertThat((double) DoubleStream.of(sample).filter(i -> i < 175_000).count())
        .isCloseTo(175_000 * share, within(5 * sigma));
  }

  @Test
  void aSampleDependsOnTheSeedAloneAndNotOnTheBlocks() {
    double[] sample = thinned(new Dimension(256, 256), 0.1, 3);
    assertThat(Arrays.equals(thinned(new Dimension(700, 1), 0.1, 3), sample)).isTrue();
    assertThat(Arrays.equals(thinned(new Dimension(48, 1000), 0.1, 3), sample)).isTrue();
    assertThat(Arrays.equals(thinned(new Dimension(256, 256), 0.1, 4), sample)).isFalse();
  }

  @Test
  void scenesOfOneSeriesAreThinnedEachInItsOwnWay() throws IOException {
    Scene scene = large(new Dimension(700, 500));
    SceneSamples samples =
        new SceneSamples(List.of(scene, scene), PixelRules.standard(), 0.1, 3, List.of());
    float[] first = (float[]) samples.blocks().get(0).open().bands()[0];
    float[] second = (float[]) samples.blocks().get(samples.blocks().size() / 2).open().bands()[0];
    assertThat(Arrays.equals(first, second)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 300", "300, 1", "17, 16", "16, 17"})
  void oddSizes(int width, int height) {
    Scene scene = Kind.USHORT.scene(width, height, 2, (b, x, y) -> 300 * b + y * width + x);
    double[][] read = MemoryScene.read(scene, PixelRules.standard());
    assertThat(read[0]).hasSize(width * height).startsWith(0).endsWith(width * height - 1);
    assertThat(read[1]).hasSize(width * height).startsWith(300);
  }

  @Test
  void theQuicklookSeesEveryNthPixelOnce() throws IOException {
    Scene scene = large(new Dimension(64, 48));
    Quicklook quicklook = new Quicklook(scene.grid(), new int[] {0, 0, 0}, 100);
    SceneSamples samples =
        new SceneSamples(List.of(scene), PixelRules.standard(), 1, 0, List.of(quicklook));
    for (SceneSamples.SceneBlock block : samples.blocks()) {
      samples.take(block.open().glimpse().orElseThrow());
    }
    assertThat(quicklook.step()).isEqualTo(7);
    assertThat(quicklook.width()).isEqualTo(100);
    assertThat(quicklook.height()).isEqualTo(72);
    float[] red = quicklook.channel(0);
    for (int y = 0; y < 72; y++) {
      for (int x = 0; x < 100; x++) {
        assertThat(red[y * 100 + x]).isEqualTo(700 * 7 * y + 7 * x);
      }
    }
  }

  @Test
  void aBlockOfAnOpenSceneRefusesToTravel() throws IOException {
    SceneSamples samples =
        new SceneSamples(
            List.of(Kind.BYTE.scene(1, 1, 1, (b, x, y) -> 1)),
            PixelRules.standard(),
            1,
            0,
            List.of());
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(samples.blocks().get(0)))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void aBlockTellsItsCellsAndHoldsOnlyTheValidOnes() throws IOException {
    Scene scene = Kind.BYTE.scene(3, 2, 1, (b, x, y) -> x, 1.0);
    SceneSamples.SceneBlock block =
        new SceneSamples(List.of(scene), PixelRules.standard(), 1, 0, List.of()).blocks().get(0);
    SampleBlock open = block.open();
    assertThat(block.cells()).isEqualTo(6);
    assertThat(open.mask().cells()).isEqualTo(6);
    assertThat(open.count()).isEqualTo(4);
    assertThat((byte[]) open.bands()[0]).containsExactly(0, 2, 0, 2);
  }
}
