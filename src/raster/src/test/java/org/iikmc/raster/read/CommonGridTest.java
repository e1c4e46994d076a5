/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Grid;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Resampling;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonGridTest {
  private static final String SAFE =
      "S2A_MSIL2A_20200101T105441_N0500_R051_T31UFU_20230101T000000.SAFE";

  private final RasterReaders readers = new RasterReaders();

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private SceneSource at(Path path, double resolution, Resampling resampling) throws IOException {
    CommonGrid grid =
        new CommonGrid(
            resolution > 0 ? OptionalDouble.of(resolution) : OptionalDouble.empty(), resampling);
    return new SceneFinder(readers, grid).find(path).get(0);
  }

  private static TestTiffs band(int width, double pixel, TestTiffs.Values values) {
    return TestTiffs.of(width, width)
        .type(Type.UINT16)
        .at(600_000, 5_700_000, pixel, pixel)
        .values(values);
  }

  /** 120 m of ground: B02 in three sizes, B05 in two, B01 in one, SCL of 20 m. */
  private Path safe() throws IOException {
    Path images =
        Files.createDirectories(
            folder.resolve(SAFE).resolve("GRANULE/L2A_T31UFU_A023_20200101T105444/IMG_DATA"));
    for (int metres : new int[] {10, 20, 60}) {
      Path of = Files.createDirectory(images.resolve("R" + metres + "m"));
      String name = "T31UFU_20200101T105441_%s_" + metres + "m.tif";
      band(120 / metres, metres, (b, x, y) -> 1000 + metres + x)
          .write(of.resolve(String.format(name, "B02")));
      if (metres >= 20) {
        band(120 / metres, metres, (b, x, y) -> 5000 + metres + y)
            .write(of.resolve(String.format(name, "B05")));
        TestTiffs.of(120 / metres, 120 / metres)
            .at(600_000, 5_700_000, metres, metres)
            .values((b, x, y) -> x == 0 && y == 0 ? 9 : 4)
            .write(of.resolve(String.format(name, "SCL")));
      }
    }
    band(2, 60, (b, x, y) -> 100 + 10 * y + x)
        .write(images.resolve("R60m/T31UFU_20200101T105441_B01_60m.tif"));
    return folder.resolve(SAFE);
  }

  @Test
  void aSentinel2ProductAsItIsDelivered() throws IOException {
    SceneSource scene = at(safe(), 0, Resampling.AVERAGE);
    assertThat(scene.name()).isEqualTo(SAFE.replace(".SAFE", ""));
    assertThat(scene.date()).hasToString("Optional[2020-01-01]");
    assertThat(scene.bandNames()).containsExactly("B01", "B02", "B05");
    Scene open = scene.open(List.of("B02"));
    assertThat(open.grid().width()).isEqualTo(12);
    double[] values = SceneValues.of(open, PixelRules.standard())[0];
    assertThat(values[2]).isEqualTo(1012); // of 10 m
    // The first pixel of SCL, a cloud, covers two by two.
    assertThat(new double[] {values[0], values[1], values[12], values[13]})
        .containsOnly(Double.NaN);
    assertThat(values[14]).isEqualTo(1012);
  }

  @Test
  void withoutAResolutionBandsOfSeveralAreRefusedWithBothRemedies() throws IOException {
    SceneSource scene = at(safe(), 0, Resampling.AVERAGE);
    assertThatThrownBy(() -> scene.open(List.of("B02", "B01")))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("B01", "bands", "resolution", "(10, 60)");
  }

  @Test
  void theFilesOfTheResolutionAreTakenAndOthersAreResampled() throws IOException {
    Scene open = at(safe(), 20, Resampling.AVERAGE).open(List.of("B01", "B02", "B05"));
    assertThat(open.grid().width()).isEqualTo(6);
    assertThat(open.grid().pixelWidth()).isEqualTo(20);
    double[][] values = SceneValues.of(open, PixelRules.standard());
    assertThat(values[0][0]).isNaN(); // the cloud
    assertThat(new double[] {values[0][1], values[0][3], values[0][35]})
        .containsExactly(100, 101, 111);
    assertThat(values[1][1]).isEqualTo(1021); // B02 of 20 m as it is
    assertThat(values[2][1]).isEqualTo(5020);
  }

  @Test
  void aResolutionOfNoFileIsThatOfTheFirstBandsGround() throws IOException {
    Path product = safe();
    Scene open = at(product, 30, Resampling.AVERAGE).open(List.of("B02"));
    assertThat(open.grid().width()).isEqualTo(4);
    // of 1013, 1014 and 1015
    assertThat(SceneValues.of(open, PixelRules.standard())[0][1]).isEqualTo(1014);
    Path granule = product.resolve("GRANULE/L2A_T31UFU_A023_20200101T105444");
    Scene alone = at(granule, 0, Resampling.NEAREST).open(List.of("B02"));
    assertThat(alone.grid().width()).isEqualTo(12);
  }

  @Test
  void severalGranulesAreRefused() throws IOException {
    Path product = safe();
    Files.createDirectory(product.resolve("GRANULE/L2A_T31UFV_A023_20200101T105444"));
    assertThatThrownBy(() -> at(product, 0, Resampling.AVERAGE))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("2 granules", "L2A_T31UFU");
  }

  @Test
  void aFileOnACoarserGridSaysInItsTagsWhereItLies() throws IOException {
    for (boolean points : new boolean[] {false, true}) {
      TestTiffs tiff = band(5, 10, (b, x, y) -> 10 * y + x);
      Path file = (points ? tiff.pixelIsPoint() : tiff).write(folder.resolve(points + ".tif"));
      Grid before = at(file, 0, Resampling.AVERAGE).open(List.of("1")).grid();
      Scene scene = at(file, 20, Resampling.AVERAGE).open(List.of("1"));
      Grid grid = scene.grid();
      assertThat(grid.width()).isEqualTo(3); // the last of half a pixel
      assertThat(SceneValues.of(scene, PixelRules.standard())[0])
          .containsExactly(6, 8, 9, 26, 28, 29, 41, 43, 44);
      assertThat(grid.toWorld())
          .isEqualTo(
              new AffineTransform2D(
                  20,
                  0,
                  0,
                  -20,
                  before.toWorld().getTranslateX(),
                  before.toWorld().getTranslateY()));
      assertThat(grid.source().orElseThrow().pixelScale()).containsExactly(20.0, 20.0, 0.0);
      double shift = points ? 10 : 0;
      assertThat(grid.source().orElseThrow().tiePoints())
          .containsExactly(
              0.0,
              0.0,
              0.0,
              before.toWorld().getTranslateX() + shift,
              before.toWorld().getTranslateY() - shift,
              0.0);
    }
  }

  @Test
  void pixelsWithoutAPlaceHaveNoSize() throws IOException {
    Path file = TestTiffs.of(4, 4).notGeoreferenced().write(folder.resolve("frame.tif"));
    SceneSource scene = at(file, 2, Resampling.AVERAGE);
    assertThatThrownBy(() -> scene.open(List.of("1")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no georeferencing");
  }

  @Test
  void aResolutionThatNoPixelsCanHaveIsRefused() throws IOException {
    Path file = band(5, 10, (b, x, y) -> 1).write(folder.resolve("a.tif"));
    for (double resolution : new double[] {1e-9, 0.0001}) {
      SceneSource scene = at(file, resolution, Resampling.AVERAGE);
      assertThatThrownBy(() -> scene.open(List.of("1")))
          .isInstanceOf(InputException.class)
          .hasMessageContainingAll("pixels of 10", "resolution");
    }
    Scene one = at(file, 1000, Resampling.AVERAGE).open(List.of("1"));
    assertThat(one.grid().width()).isEqualTo(1);
  }
}
