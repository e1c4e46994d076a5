/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Quicklook;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of files that are sent to another machine give the pixels that they give here. */
class SentFileTest {
  @TempDir Path folder;

  private Path scene(int size) throws IOException {
    return TestTiffs.of(size, size)
        .type(Type.UINT16)
        .bands(2, (b, x, y) -> (b * 1000 + 7 * x + y) % 900)
        .tiles(64, 64)
        .nodata("13")
        .epsg(32618)
        .at(500_000, 4_000_000, 30, 30)
        .write(folder.resolve("scene.tif"));
  }

  private SceneSamples samples(PixelRules rules, RasterReaders readers) throws IOException {
    SceneSource source = new SceneFinder(readers).find(folder.resolve("scene.tif")).get(0);
    Scene scene = source.open(source.bandNames());
    return new SceneSamples(
        List.of(scene),
        rules,
        0.7,
        3,
        List.of(new Quicklook(scene.grid(), new int[] {0, 1, 0}, 20)));
  }

  private static SceneSamples.SceneBlock sent(SceneSamples.SceneBlock block) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(block)))) {
      return (SceneSamples.SceneBlock) in.readObject();
    }
  }

  private static byte[] bytes(Object thing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thing);
    }
    return bytes.toByteArray();
  }

  @Test
  void masksAreasAndRulesTravelWithThem() throws Exception {
    scene(300);
    TestTiffs.of(150, 150)
        .bands(1, (b, x, y) -> x < 140 ? 1 : 0)
        .epsg(32618)
        .at(500_000, 4_000_000, 60, 60)
        .write(folder.resolve("mask.tif"));
    try (RasterReaders readers = new RasterReaders()) {
      PixelRules rules =
          new PixelRules(
              OptionalDouble.of(77),
              true,
              Optional.of(new SceneFinder(readers).mask(folder.resolve("mask.tif"))),
              Optional.of(
                  new AreaReader()
                      .read(
                          "SRID=32618;POLYGON((500300 3999700, 508000 3999500, 506000 3992000,"
                              + " 500300 3999700))")));
      int valid = 0;
      for (SceneSamples.SceneBlock block : samples(rules, readers).blocks()) {
        SampleBlock here = block.open();
        SampleBlock there = sent(block).open();
        assertThat(there.bands()).usingRecursiveComparison().isEqualTo(here.bands());
        assertThat(there.mask()).usingRecursiveComparison().isEqualTo(here.mask());
        assertThat(bytes(there.glimpse().orElseThrow()))
            .isEqualTo(bytes(here.glimpse().orElseThrow()));
        valid += there.count();
      }
      assertThat(valid).isBetween(1_000, 60_000);
    }
  }

  @Test
  void aFileThatWasReplacedMeanwhileIsNotRead() throws Exception {
    Path file = scene(300);
    try (RasterReaders readers = new RasterReaders()) {
      SceneSamples.SceneBlock block = samples(PixelRules.standard(), readers).blocks().get(0);
      SceneSamples.SceneBlock same = sent(block);
      SceneSamples.SceneBlock later = sent(block);
      assertThat(same.open().count()).isPositive();
      FileTime before = Files.getLastModifiedTime(file);
      Files.delete(file);
      scene(400);
      Files.setLastModifiedTime(file, before);
      assertThatThrownBy(later::open)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("scene.tif was changed while it was read");
    }
  }
}
