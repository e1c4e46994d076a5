/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.plugins.tiff.TIFFTag;
import javax.imageio.stream.ImageOutputStream;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.OverviewScene;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.QualityBand;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.QualityQuery;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelReader;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverviewSceneTest {
  @TempDir Path folder;
  private final RasterReaders readers = new RasterReaders();

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private SceneSource scene(Path file) throws IOException {
    return new SceneFinder(readers).find(file).get(0);
  }

  /** A file of 7 x 5 pixels with overviews of 4 x 3 and 2 x 2 beside it. */
  private Path file(TestTiffs tiff) throws IOException {
    Path file =
        tiff.type(Type.UINT16).values((b, x, y) -> 100 + 10 * x + y).write(folder.resolve("a.tif"));
    TestTiffs.of(4, 3)
        .type(Type.UINT16)
        .values((b, x, y) -> 200 + 10 * x + y)
        .notGeoreferenced()
        .write(folder.resolve("a.tif.ovr"));
    return file;
  }

  @Test
  void pixelsOfTheOverviewOnTheSameGround() throws IOException {
    Path file = file(TestTiffs.of(7, 5).epsg(32618).at(500_000, 4_000_000, 30, 20));
    Scene scene = new OverviewScene(scene(file), 1).open(List.of("1"));
    assertThat(scene.grid().bounds().getSize()).isEqualTo(new Dimension(4, 3));
    assertThat(scene.grid().toWorld())
        .isEqualTo(new AffineTransform2D(30 * 7 / 4.0, 0, 0, -20 * 5 / 3.0, 500_000, 4_000_000));
    double[][] values = SceneValues.of(scene, PixelRules.standard());
    assertThat(values[0])
        .containsExactly(200, 210, 220, 230, 201, 211, 221, 231, 202, 212, 222, 232);
    assertThat(scene.bands().get(0).pixels().tileSize().width).isEqualTo(4);
  }

  private record NoLabels(List<Rectangle> windows) implements LabelReader {
    @Override
    public void read(int block, byte[] cells) {
      // all are 0
    }
  }

  /** The grid of a map of a scene's overview, as it is read again. */
  private Grid ofMap(TestTiffs tiff, String beside, String text) throws IOException {
    Path file = file(tiff);
    if (!beside.isEmpty()) {
      Files.writeString(folder.resolve(beside), text);
    }
    Grid grid = new OverviewScene(scene(file), 1).open(List.of("1")).grid();
    Path map = folder.resolve("map.tif");
    ClassStyle style = new ClassStyle(List.of("one"), List.of(Color.RED));
    ClassifiedTiff.write(
        map, new NoLabels(List.of(grid.bounds())), grid, style, LabelConsumer.NONE, 1);
    Grid read = readers.open(map).grid();
    assertThat(read.toWorld()).isEqualTo(grid.toWorld());
    return read;
  }

  @Test
  void mapsLieOnTheSameGround() throws IOException {
    Grid area = ofMap(TestTiffs.of(7, 5).epsg(32618).at(500_000, 4_000_000, 28, 15), "", "");
    assertThat(area.toWorld()).isEqualTo(new AffineTransform2D(49, 0, 0, -25, 500_000, 4_000_000));
    assertThat(area.source().orElseThrow().pixelScale()).containsExactly(49.0, 25.0, 0.0);
    assertThat(area.crs()).isPresent();
  }

  @Test
  void whereCoordinatesAreThoseOfCentres() throws IOException {
    Grid points =
        ofMap(
            TestTiffs.of(7, 5).epsg(32618).at(500_014, 3_999_992.5, 28, 15).pixelIsPoint(), "", "");
    assertThat(points.toWorld())
        .isEqualTo(new AffineTransform2D(49, 0, 0, -25, 500_000, 4_000_000));
    assertThat(points.source().orElseThrow().isOfPoints()).isTrue();
    assertThat(points.source().orElseThrow().tiePoints())
        .containsExactly(0.0, 0.0, 0.0, 500_024.5, 3_999_987.5, 0.0);
  }

  @Test
  void aGridThatIsTurned() throws IOException {
    Grid turned = ofMap(TestTiffs.of(7, 5).geotransform(1000, 28, 45, 2000, 56, -15), "", "");
    assertThat(turned.toWorld()).isEqualTo(new AffineTransform2D(49, 98, 75, -25, 1000, 2000));
  }

  @Test
  void whatIsSaidBesideTheFile() throws IOException {
    Grid beside =
        ofMap(
            TestTiffs.of(7, 5).epsg(32618).at(0, 0, 1, 1),
            "a.tif.aux.xml",
            "<PAMDataset><GeoTransform> 1000, 28, 0, 2000, 0, -15</GeoTransform></PAMDataset>");
    assertThat(beside.toWorld()).isEqualTo(new AffineTransform2D(49, 0, 0, -25, 1000, 2000));
  }

  @Test
  void aWorldFile() throws IOException {
    Grid beside =
        ofMap(TestTiffs.of(7, 5).notGeoreferenced(), "a.tfw", "28\n0\n0\n-15\n1014\n1992.5\n");
    assertThat(beside.toWorld()).isEqualTo(new AffineTransform2D(49, 0, 0, -25, 1000, 2000));
  }

  @Test
  void theSameOfAFileWithoutOverviews() throws IOException {
    Path file = TestTiffs.of(7, 5).write(folder.resolve("a.tif"));
    assertThatThrownBy(() -> new OverviewScene(scene(file), 1).open(List.of("1")))
        .isInstanceOf(InputException.class)
        .hasMessage(file + " has no overviews; choose overview=0, or make them with gdaladdo.");
    Path two = file(TestTiffs.of(7, 5));
    assertThatThrownBy(() -> new OverviewScene(scene(two), 3).open(List.of("1")))
        .isInstanceOf(InputException.class)
        .hasMessage(
            two
                + " has no overviews beyond number 1; choose overview=1, or make them with gdaladdo.");
  }

  /** As GDAL, which calls it a file of two subdatasets. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aFurtherPageIsAnOverviewOnlyIfItSaysSo(int kind) throws IOException {
    Path file = folder.resolve("pages.tif");
    ImageWriter writer = writerOfJava();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int size : new int[] {8, 4}) {
        BufferedImage page = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        page.getRaster().setSample(0, 0, 0, size);
        IIOMetadata about =
            writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(page), writer.getDefaultWriteParam());
        TIFFDirectory tags = TIFFDirectory.createFromMetadata(about);
        if (size == 4) {
          TIFFTag tag =
              BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_NEW_SUBFILE_TYPE);
          tags.addTIFFField(new TIFFField(tag, TIFFTag.TIFF_LONG, 1, new long[] {kind}));
        }
        writer.writeToSequence(
            new IIOImage(page, null, tags.getAsMetadata()), writer.getDefaultWriteParam());
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    OverviewScene coarser = new OverviewScene(scene(file), 1);
    if (kind == 1) {
      double[][] values = SceneValues.of(coarser.open(List.of("1")), PixelRules.standard());
      assertThat(values[0]).hasSize(16).startsWith(4);
    } else {
      assertThatThrownBy(() -> coarser.open(List.of("1")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("has no overviews");
    }
  }

  /** Whose metadata are those of Java, too. */
  private static ImageWriter writerOfJava() {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
    ImageWriter writer = writers.next();
    while (!writer.getClass().getName().startsWith("com.sun.imageio")) {
      writer = writers.next();
    }
    return writer;
  }

  /** Of a quality band that has no pixel there: nobody knows whether it is a cloud. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereTheQualityBandHasNothingNeitherHasTheOverview(boolean sameSize) throws IOException {
    PixelSource half =
        new PixelSource() {
          @Override
          public Raster read(Rectangle window, BitSet cells) {
            for (int i = 0; i < window.width * window.height; i++) {
              if (window.x + i % window.width < (sameSize ? 2 : 4)) {
                cells.clear(i);
              }
            }
            return Raster.createBandedRaster(
                DataBuffer.TYPE_BYTE, window.width, window.height, 1, null);
          }

          @Override
          public Dimension tileSize() {
            return new Dimension(4, 4);
          }

          @Override
          public String description() {
            return "half";
          }
        };
    Path file = TestTiffs.of(4, 1).at(500_000, 4_000_000, 20, 20).write(folder.resolve("b.tif"));
    Scene open = scene(file).open(List.of("1"));
    QualityBand quality =
        new QualityBand(
            half,
            0,
            QualityQuery.all(QualityFlags.COLLECTION_2_QA_PIXEL),
            sameSize ? 4 : 8,
            sameSize ? 1 : 2);
    Scene masked = new Scene(open.name(), open.date(), open.grid(), open.bands(), List.of(quality));
    double[] values = SceneValues.of(masked, PixelRules.standard())[0];
    assertThat(Double.isNaN(values[1])).isTrue();
    assertThat(Double.isNaN(values[2])).isFalse();
  }

  @Test
  void anOverviewThatIsBrokenIsNotPassedOver() throws IOException {
    Path file = file(TestTiffs.of(7, 5));
    Path beside = folder.resolve("a.tif.ovr");
    byte[] whole = Files.readAllBytes(beside);
    Files.write(beside, Arrays.copyOf(whole, whole.length - 10));
    assertThatThrownBy(() -> new OverviewScene(scene(file), 1).open(List.of("1")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void aPlaceThatIsNotOnTheGroundStaysThatOfPixels() throws IOException {
    Path file = file(TestTiffs.of(7, 5).notGeoreferenced());
    Grid grid = new OverviewScene(scene(file), 1).open(List.of("1")).grid();
    assertThat(grid.isGeoreferenced()).isFalse();
    assertThat(grid.width()).isEqualTo(4);
  }

  @Test
  void theQualityBandByPlace() throws IOException {
    Path product =
        Files.createDirectory(folder.resolve("LC08_L1TP_013032_20180131_20180207_01_T1"));
    for (String band : List.of("B4", "BQA")) {
      String name = product.getFileName() + "_" + band + ".TIF";
      TestTiffs.of(8, 4)
          .type(Type.UINT16)
          .values((b, x, y) -> band.equals("BQA") ? (x == 3 && y == 1 ? 16 : 2720) : 500)
          .epsg(32618)
          .write(product.resolve(name));
      TestTiffs.of(4, 2)
          .type(Type.UINT16)
          .values((b, x, y) -> 10 * x + y + 1)
          .notGeoreferenced()
          .write(product.resolve(name + ".ovr"));
    }
    Scene scene = new OverviewScene(scene(product), 1).open(List.of("B4"));
    // The middle of pixel (1, 0) is at (3, 1) of the quality band, a cloud.
    assertThat(SceneValues.of(scene, PixelRules.standard())[0])
        .containsExactly(1, Double.NaN, 21, 31, 2, 12, 22, 32);
  }

  @Test
  void itCanBeSent() throws Exception {
    Path file = file(TestTiffs.of(7, 5));
    PixelSource pixels =
        new OverviewScene(scene(file), 1).open(List.of("1")).bands().get(0).pixels();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(pixels);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      PixelSource sent = (PixelSource) in.readObject();
      assertThat(sent.tileSize()).isEqualTo(pixels.tileSize());
      assertThat(sent.read(new Rectangle(1, 1, 1, 1)).getSample(0, 0, 0)).isEqualTo(211);
    }
  }
}
