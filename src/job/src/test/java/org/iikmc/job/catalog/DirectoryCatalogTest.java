/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog refuses to replace, before anything is computed. */
class DirectoryCatalogTest {
  @TempDir Path data;

  private final RasterReaders readers = new RasterReaders();
  private DirectoryCatalog catalog;

  @BeforeEach
  void start() {
    catalog = new DirectoryCatalog(data.resolve("scenes"), data, new SceneFinder(readers));
  }

  @AfterEach
  void stop() throws IOException {
    readers.close();
  }

  private Publication prepare(String prefix) throws IOException {
    PublicationPlan plan =
        new PublicationPlan(
            Optional.empty(), prefix, prefix + "_classes", Palette.CATEGORICAL, false, false, true);
    return catalog.prepare(plan, List.of());
  }

  private void assertRefused(String prefix, String... words) throws IOException {
    List<String> before = all();
    assertThatThrownBy(() -> prepare(prefix))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
    assertThat(all()).isEqualTo(before);
  }

  private List<String> all() throws IOException {
    try (Stream<Path> paths = Files.walk(data)) {
      return paths.map(Path::toString).sorted().toList();
    }
  }

  private Path series(String prefix) throws IOException {
    try (OutputFolder out = new OutputFolder(data.resolve(prefix))) {
      out.write("report.json", "{}");
      out.write("a_classes.tif.aux.xml", "<PAMDataset/>");
      out.commit();
    }
    return data.resolve(prefix);
  }

  @Test
  void scenesWithinTheFolderOfSeriesAreNotReplaced() throws IOException {
    Path scenes = Files.createDirectory(data.resolve("scenes"));
    Files.writeString(scenes.resolve("april.tif"), "the only copy");
    assertRefused("scenes", "scenes", "april.tif", "was not written by a run");
  }

  @Test
  void aFileIsNotReplaced() throws IOException {
    Files.writeString(data.resolve("year"), "mine");
    assertRefused("year", "year", "no run wrote it");
  }

  @Test
  void aSeriesThatHoldsMoreIsNotReplaced() throws IOException {
    Path year = series("year");
    Files.writeString(year.resolve("notes.txt"), "mine");
    assertRefused("year", "notes.txt");
    Files.delete(year.resolve("notes.txt"));
    Files.createDirectory(year.resolve("folder"));
    assertRefused("year", "folder");
    Files.delete(year.resolve("folder"));
    Files.writeString(year.resolve("a_classes.tif.aux.xml"), "<PAMDataset>statistics");
    assertRefused("year", "a_classes.tif.aux.xml", "changed since");
  }

  @Test
  void aSeriesAsRunsWroteItIsReplaced() throws IOException {
    series("year");
    try (Publication publication = prepare("year")) {
      assertThat(publication.folder()).isEmptyDirectory();
      assertRefused("year", "Another run is writing the series");
      assertRefused("Year", "which some systems take for 'Year'");
    }
    assertThat(all()).noneMatch(path -> path.contains(".iikmc"));
  }

  @Test
  void namesThatDifferOnlyInCaseAreRefusedWhileBothAreMade() throws IOException {
    try (Publication publication = prepare("year")) {
      assertThat(publication.folder()).exists();
      assertRefused("YEAR", "Another run is writing the series");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "nul", "com1", "LPT9.old", "aux.", "year.", "year "})
  void namesThatWindowsCannotHaveAreRefused(String prefix) throws IOException {
    assertRefused(prefix, "prefix is '" + prefix + "'", "Windows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"console", "com", "com10", "nulls.x", "a.con"})
  void similarNamesAreFine(String prefix) throws IOException {
    try (Publication publication = prepare(prefix)) {
      assertThat(publication.folder()).exists();
    }
  }

  @Test
  void scenesAndDataLieApart() throws IOException {
    Path scenes = Files.createDirectories(data.resolve("demo/scenes"));
    Path link = Files.createSymbolicLink(data.resolve("link"), data.resolve("demo"));
    for (Path other :
        List.of(
            scenes,
            data.resolve("demo"),
            link,
            link.resolve("scenes/published"),
            scenes.resolve("new/one"),
            scenes.resolve("../scenes/x"))) {
      assertThatThrownBy(() -> DirectoryCatalog.checkApart(scenes, other))
          .as("%s", other)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("data is")
          .hasMessageContaining("within scenes");
    }
    DirectoryCatalog.checkApart(scenes, data.resolve("demo/published"));
    DirectoryCatalog.checkApart(scenes, data.resolve("demo/scenes2"));
    assertThat(data.resolve("demo/published")).doesNotExist();
  }
}
