/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.iikmc.kmeans.SampleType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneTest {
  private static final int MOST_CELLS = 1 << 20;

  private static List<Rectangle> blocks(int width, int height, int tileWidth, int tileHeight) {
    MemoryScene.Source source =
        new MemoryScene.Source(
            DataBuffer.TYPE_BYTE, 1, new Dimension(tileWidth, tileHeight), (b, x, y) -> 0);
    Grid grid =
        new Grid(
            width,
            height,
            new org.geotools.referencing.operation.transform.AffineTransform2D(1, 0, 0, -1, 0, 0),
            java.util.Optional.empty());
    return MemoryScene.scene(grid, MemoryScene.bands(source, SampleType.UINT8)).blocks();
  }

  private static void assertCoveredOnce(int width, int height, List<Rectangle> blocks) {
    byte[] seen = new byte[width * height];
    for (Rectangle block : blocks) {
      assertThat(block.isEmpty()).isFalse();
      assertThat(new Rectangle(width, height).contains(block)).isTrue();
      assertThat((long) block.width * block.height)
          .isLessThanOrEqualTo(Math.max(MOST_CELLS, width));
      for (int y = block.y; y < block.y + block.height; y++) {
        for (int x = block.x; x < block.x + block.width; x++) {
          seen[y * width + x]++;
        }
      }
    }
    for (byte times : seen) {
      if (times != 1) {
        assertThat(times).isEqualTo((byte) 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 1, 256, 256",
    "1, 5000, 16, 16",
    "5000, 1, 5000, 1",
    "2000, 1500, 2000, 1",
    "2000, 1500, 2000, 1500",
    "1500, 2000, 16, 16",
    "1021, 1031, 100, 7",
    "1021, 1031, 7, 100",
    "1100, 1100, 1, 1",
    "1030, 1030, 1024, 1024",
    "3000, 700, 4096, 16",
    "700, 3000, 16, 4096",
  })
  void blocksCoverTheSceneOnce(int width, int height, int tileWidth, int tileHeight) {
    assertCoveredOnce(width, height, blocks(width, height, tileWidth, tileHeight));
  }

  @Property(tries = 60)
  void blocksCoverTheSceneOnceWhateverTheTiles(
      @ForAll @IntRange(min = 1, max = 700) int width,
      @ForAll @IntRange(min = 1, max = 700) int height,
      @ForAll @IntRange(min = 1, max = 800) int tileWidth,
      @ForAll @IntRange(min = 1, max = 800) int tileHeight) {
    assertCoveredOnce(width, height, blocks(width, height, tileWidth, tileHeight));
  }

  @ParameterizedTest
  @CsvSource({
    "7000, 7000, 7000, 1, 7000, 10", // strips grow to a band of whole rows
    "7000, 7000, 256, 256, 256, 256", // tiles of a block's size stay
    "7000, 7000, 512, 512, 512, 512",
    "7000, 7000, 7000, 7000, 7000, 149", // one strip is cut below 2^20 cells
    "7000, 7000, 16, 16, 256, 256",
    "100, 7000, 100, 3, 100, 657",
  })
  void blocksFollowTheTiles(
      int width, int height, int tileWidth, int tileHeight, int blockWidth, int blockHeight) {
    Rectangle first = blocks(width, height, tileWidth, tileHeight).get(0);
    assertThat(first).isEqualTo(new Rectangle(blockWidth, blockHeight));
  }

  @ParameterizedTest
  @CsvSource({"2000000, 3, 2000000, 1", "3000000, 2, 256, 256"})
  void aSceneThatIsWiderThanABlockMayBe(int width, int height, int tileWidth, int tileHeight) {
    long cells = 0;
    for (Rectangle block : blocks(width, height, tileWidth, tileHeight)) {
      cells += (long) block.width * block.height;
    }
    assertThat(cells).isEqualTo((long) width * height);
  }
}
