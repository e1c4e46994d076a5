/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.iikmc.raster.PixelCondition;
import org.iikmc.raster.QualityFlags;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenCoveragesTest {
  private static final String NAME = "LC09_L2SP_152043_20250404_20250406_02_T1";

  @TempDir Path temporary;

  @Test
  void aSceneUnderAnotherNameIsOpenedWithTheQualityBandsThatAreAskedFor() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(NAME));
    for (String part : List.of("SR_B4", "QA_PIXEL", "QA_RADSAT")) {
      TestTiffs.of(2, 1).type(Type.UINT16).write(folder.resolve(NAME + "_" + part + ".TIF"));
    }
    try (RasterReaders readers = new RasterReaders()) {
      SceneSource source = new SceneFinder(readers).find(folder).get(0);
      SceneSource second = GivenCoverages.scenes(List.of(source, source)).get(1);
      Scene scene = second.open(List.of("B4"), Set.of(PixelCondition.SATURATED));
      assertThat(scene.name()).isEqualTo(NAME + "_2");
      assertThat(scene.quality())
          .extracting(band -> band.query().flags())
          .containsExactly(QualityFlags.COLLECTION_2_RADSAT);
    }
  }
}
