/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.iikmc.testing.WebFolder.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.OverviewScene;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.SceneValues;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.iikmc.testing.WebFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes of a web server, and how much of their files is fetched. */
class WebSceneTest {
  private static final int SIZE = 2048;

  @TempDir Path folder;
  private final RasterReaders readers = new RasterReaders();
  private WebFolder server;

  @BeforeEach
  void serve() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    TestTiffs.of(SIZE, SIZE)
        .type(Type.UINT16)
        .bands(4, (b, x, y) -> random.nextInt(1, 60_000))
        .tiles(128, 128)
        .epsg(32632)
        .at(500_000, 5_000_000, 10, 10)
        .write(folder.resolve("a.tif"));
    server = new WebFolder(folder);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    readers.close();
  }

  private SceneSource find(String name) throws IOException {
    return new SceneFinder(readers)
        .find(new FileAddress(server.url(name) + "?sig=1").path())
        .get(0);
  }

  private static PixelRules within(int x, int y, int width) throws IOException {
    double left = 500_000 + 10 * x;
    double top = 5_000_000 - 10 * y;
    double right = left + 10 * width;
    double bottom = top - 10 * width;
    String wkt =
        "POLYGON((%s %s,%s %s,%s %s,%s %s,%s %s))"
            .formatted(left, top, right, top, right, bottom, left, bottom, left, top);
    return new PixelRules(
        OptionalDouble.empty(), true, Optional.empty(), Optional.of(new AreaReader().read(wkt)));
  }

  @Test
  void anAreaCostsNoMoreThanItsTiles() throws IOException {
    // 5 % of the scene, of which the tiles have 15^-2 * 16 = 6.25 %
    PixelRules rules = within(300, 300, 400);
    double[][] values = SceneValues.of(find("a.tif").open(List.of("1", "2", "3", "4")), rules);
    double[][] expected =
        SceneValues.of(
            new SceneFinder(readers)
                .find(folder.resolve("a.tif"))
                .get(0)
                .open(List.of("1", "2", "3", "4")),
            rules);
    assertThat(Arrays.deepEquals(values, expected)).isTrue();
    assertThat(server.sent())
        .isGreaterThan(Files.size(folder.resolve("a.tif")) * 6 / 100)
        .isLessThan(Files.size(folder.resolve("a.tif")) * 10 / 100);
    long sent = server.sent();
    SceneValues.of(find("a.tif").open(List.of("4")), rules);
    assertThat(server.sent()).isEqualTo(sent); // all is held
  }

  @Test
  void whatIsNotBesideIsAskedForOnce() throws IOException {
    for (int i = 0; i < 3; i++) {
      find("a.tif").open(List.of("1"));
    }
    assertThat(server.requests().stream().filter(each -> !each.startsWith("/a.tif ")))
        .containsExactly("/a.tif.aux.xml bytes=0-32767", "/a.tif.msk bytes=0-32767");
  }

  @Test
  void whatLiesBesideCounts() throws IOException {
    TestTiffs.of(SIZE, SIZE)
        .values((b, x, y) -> x < 10 ? 0 : 255)
        .notGeoreferenced()
        .write(folder.resolve("a.tif.msk"));
    TestTiffs.of(SIZE / 2, SIZE / 2)
        .type(Type.UINT16)
        .bands(4, (b, x, y) -> 7 + b)
        .tiles(128, 128)
        .notGeoreferenced()
        .write(folder.resolve("a.tif.ovr"));
    double[][] values = SceneValues.of(find("a.tif").open(List.of("1")), within(0, 0, 20));
    assertThat(values[0][9]).isNaN();
    assertThat(values[0][10]).isNotNaN();
    assertThatThrownBy(() -> new OverviewScene(find("a.tif"), 1).open(List.of("1")))
        .isInstanceOf(InputException.class) // its mask has no overview
        .hasMessageContaining("has no overviews");
    Files.delete(folder.resolve("a.tif.msk"));
  }

  /** A server lists nothing, and without its mask the clouds of a scene would be clustered. */
  @Test
  void theMaskOfAPlanetSceneIsLookedForByItsName() throws IOException {
    String id = "20200101_153045_1003_3B";
    TestTiffs.of(4, 1)
        .type(Type.UINT16)
        .bands(4, (b, x, y) -> 100 + b)
        .write(folder.resolve(id + "_AnalyticMS_SR_clip.tif"));
    List<String> blue = List.of("blue");
    assertThat(
            SceneValues.of(find(id + "_AnalyticMS_SR_clip.tif").open(blue), PixelRules.standard()))
        .isDeepEqualTo(new double[][] {{100, 100, 100, 100}});
    TestTiffs.of(4, 1)
        .bands(8, (b, x, y) -> b == 5 && x == 0 ? 1 : 0)
        .write(folder.resolve(id + "_udm2_clip.tif"));
    try (WebFolder with = new WebFolder(folder)) {
      Path other = new FileAddress(with.url(id + "_AnalyticMS_SR_clip.tif")).path();
      Scene scene = new SceneFinder(readers).find(other).get(0).open(blue);
      assertThat(SceneValues.of(scene, PixelRules.standard())[0])
          .containsExactly(Double.NaN, 100, 100, 100);
    }
  }

  @Test
  void aFileThatChangesAndAServerThatFails() throws IOException {
    SceneSource scene = find("a.tif");
    Files.setLastModifiedTime(folder.resolve("a.tif"), FileTime.from(Instant.EPOCH));
    assertThatThrownBy(() -> SceneValues.of(scene.open(List.of("1")), within(1000, 1000, 10)))
        .hasStackTraceContaining("a.tif was changed while it was read; run it again.");
    SceneSource again = find("a.tif");
    server.always("a.tif", status(403));
    assertThatThrownBy(() -> SceneValues.of(again.open(List.of("1")), within(1500, 1500, 10)))
        .hasStackTraceContaining("a.tif is forbidden by its server (403); if its URL is signed");
    server.always("b.tif", status(404));
    assertThatThrownBy(() -> find("b.tif"))
        .isInstanceOf(InputException.class)
        .hasMessage(server.url("b.tif") + " does not exist.");
  }
}
