/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.iikmc.job.clean.Cleaning;
import org.iikmc.job.confidence.ConfidenceWishes;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOutputsTest {
  @TempDir Path root;

  private record Named(String name) implements SceneSource {
    @Override
    public Optional<LocalDate> date() {
      return Optional.empty();
    }

    @Override
    public List<String> bandNames() {
      return List.of("1");
    }

    @Override
    public List<String> defaultBands() {
      return bandNames();
    }

    @Override
    public Scene open(List<String> bands) {
      throw new IllegalStateException("nothing is read here");
    }
  }

  @Test
  void whatIsReadIsNotWritten() throws IOException {
    List<SceneSource> scenes = List.of(new Named("a"), new Named("a_classes"));
    Files.writeString(root.resolve("a_classes.tif"), "a map of an earlier run");
    Files.writeString(root.resolve("signatures.json"), "{}");
    Path scene = root.resolve("a_classes.tif");
    Path link =
        Files.createSymbolicLink(root.resolve("link.json"), root.resolve("signatures.json"));
    for (Path input : List.of(scene, link)) {
      assertThatThrownBy(
              () ->
                  JobOutputs.refuseInputs(
                      root, scenes, ConfidenceWishes.NONE, Cleaning.NONE, List.of(input)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("would take the place of a file that is read");
    }
    JobOutputs.refuseInputs(
        root.resolve("other"), scenes, ConfidenceWishes.NONE, Cleaning.NONE, List.of(scene, link));
  }

  @Test
  void theNamesThatAreCheckedAreThoseThatAreWritten() throws IOException {
    assertThat(
            JobOutputs.names(
                List.of(new Named("a")), MapNaming.BY_SCENE, ConfidenceWishes.NONE, Cleaning.NONE))
        .containsExactlyInAnyOrder(
            "a_classes.tif",
            "a_classes.tif.aux.xml",
            "a_classes.qml",
            "signatures.json",
            "signatures.csv",
            "areas.csv",
            "legend.json",
            "legend.csv",
            "classes.sld",
            "classify.sld",
            "report.json",
            "report.html");
    assertThat(
            JobOutputs.names(
                List.of(new Named("a")),
                MapNaming.BY_SCENE,
                new ConfidenceWishes(true, Optional.empty()),
                Cleaning.NONE))
        .contains("a_classes.tif", "a_confidence.tif", "a_confidence.qml");
  }
}
