/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.util.CoverageUtilities;
import org.iikmc.raster.PixelSource;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.CoverageScene;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffReaders;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneCoverageTest {
  @TempDir Path folder;

  private static SceneSource scene(Path file, TiffReaders readers) throws Exception {
    return new SceneFinder(readers).find(file).get(0);
  }

  @Test
  void whatTheMaskOfASceneLeavesOutIsNoPartOfTheCoverage() throws Exception {
    Path file =
        TestTiffs.of(700, 530).bands(2, (b, x, y) -> 1 + x % 7).write(folder.resolve("a.tif"));
    TestTiffs.of(700, 530)
        .notGeoreferenced()
        .values((b, x, y) -> x < 600 && y > 20 ? 255 : 0)
        .write(folder.resolve("a.tif.msk"));
    Rectangle window = new Rectangle(10, 15, 680, 510);
    try (TiffReaders readers = new TiffReaders()) {
      SceneSource source = scene(file, readers);
      GridCoverage2D coverage = SceneCoverage.of(source.open(source.bandNames()), window);
      CoverageScene back = new CoverageScene("a", Optional.empty(), coverage);
      Scene opened = back.open(back.bandNames());
      for (Rectangle part :
          new Rectangle[] {new Rectangle(680, 510), new Rectangle(500, 3, 99, 7)}) {
        BitSet cells = PixelSource.all(part.width * part.height);
        opened.bands().get(0).pixels().read(part, cells);
        for (int i = 0; i < part.width * part.height; i++) {
          int x = window.x + part.x + i % part.width;
          int y = window.y + part.y + i / part.width;
          assertThat(cells.get(i)).as("%d, %d", x, y).isEqualTo(x < 600 && y > 20);
        }
      }
    }
  }

  @Test
  void aSceneWithoutAMaskIsWhole() throws Exception {
    Path file = TestTiffs.of(9, 5).write(folder.resolve("a.tif"));
    try (TiffReaders readers = new TiffReaders()) {
      SceneSource source = scene(file, readers);
      GridCoverage2D coverage =
          SceneCoverage.of(source.open(source.bandNames()), new Rectangle(9, 5));
      assertThat(CoverageUtilities.getROIProperty(coverage)).isNull();
    }
  }
}
