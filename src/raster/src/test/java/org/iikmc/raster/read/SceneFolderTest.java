/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.raster.SceneSource;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneFolderTest {
  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();
  private final RasterReaders readers = new RasterReaders();
  private SceneFolder scenes;

  @BeforeEach
  void aFolderWithOneGoodScene() throws IOException {
    TestTiffs.of(40, 40).bands(4, (band, x, y) -> x + y).write(folder.resolve("good.tif"));
    scenes = new SceneFolder(folder, new SceneFinder(readers), e -> told.add(e.getMessage()));
  }

  @AfterEach
  void close() throws IOException {
    readers.close();
  }

  private List<String> names() throws IOException {
    return scenes.scenes().stream().map(SceneSource::name).toList();
  }

  @Test
  void aLinkOntoItselfHidesNothingAndIsToldOfOnce() throws IOException {
    assertThat(names()).containsExactly("good");
    Path loop = Files.createSymbolicLink(folder.resolve("a.tif"), Path.of("a.tif"));
    assertThat(names()).containsExactly("good");
    assertThat(names()).containsExactly("good");
    assertThat(told).singleElement().asString().contains("a.tif can't be read");

    Files.delete(loop);
    Files.copy(folder.resolve("good.tif"), loop);
    assertThat(names()).containsExactly("a", "good");
  }

  @Test
  void aSceneThatBecomesUnreadableIsLeftOutUntilItIsBack() throws IOException {
    Path scene = folder.resolve("good.tif");
    Path other = Files.copy(scene, folder.resolve("other.tif"));
    assertThat(names()).containsExactly("good", "other");
    byte[] bytes = Files.readAllBytes(other);
    Files.delete(other);
    Files.createSymbolicLink(other, other.getFileName());
    assertThat(names()).containsExactly("good");

    Files.delete(other);
    Files.write(other, bytes);
    assertThat(names()).containsExactly("good", "other");
  }

  @Test
  void aLinkToNothingIsNoScene() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.tif"), Path.of("nowhere.tif"));
    assertThat(names()).containsExactly("good");
    assertThat(told).isEmpty();
  }
}
