/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geoserver.catalog.CoverageStoreInfo;
import org.geoserver.catalog.LayerGroupInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.Test;

/** Publishing, with GeoServer's interfaces faked and real files. */
class PublishingTest extends PublishingCase {
  @Test
  void aSeriesBecomesStyledLayersAndOneWithTime() throws IOException {
    PublishedSeries published = publish(plan(true, false), report(3, scenes("a", "b")));
    assertThat(published.layers())
        .extracting(PublishedSeries.Layer::name)
        .containsExactly("landsat:year_a", "landsat:year_b");
    assertThat(published.timeLayer().orElseThrow().name()).isEqualTo("landsat:year");
    assertThat(published.group()).contains("landsat:year_all");
    assertThat(fake.all(LayerInfo.class)).hasSize(3);
    for (LayerInfo layer : fake.all(LayerInfo.class)) {
      assertThat(layer.getDefaultStyle().getName()).isEqualTo("year_classes");
      assertThat(layer.getStyles())
          .extracting(StyleInfo::getName)
          .containsExactly("year_classes_natural");
    }
    assertThat(fake.all(LayerGroupInfo.class).get(0).getLayers()).hasSize(2);
    CoverageStoreInfo store = fake.catalog().getCoverageStoreByName(workspace, "year_b");
    assertThat(store.getURL())
        .matches("file:data/iikmc/landsat/year-[0-9a-f]{8}/2018-04-02_b_classes\\.tif");
    assertThat(root.resolve(store.getURL().substring(5))).exists();
  }

  @Test
  void confidenceIsPublishedBesideTheMapsAndGoesWithThem() throws IOException {
    PublishedSeries published = publish(withConfidence(false), report(3, scenes("a", "b"), true));
    assertThat(published.layers())
        .extracting(PublishedSeries.Layer::name)
        .containsExactly("landsat:year_a", "landsat:year_b");
    assertThat(published.confidenceLayers())
        .extracting(PublishedSeries.Layer::name)
        .containsExactly("landsat:year_a_confidence", "landsat:year_b_confidence");
    LayerInfo layer = fake.catalog().getLayerByName("landsat:year_b_confidence");
    assertThat(layer.getDefaultStyle().getName()).isEqualTo("year_confidence");
    assertThat(layer.getStyles()).isEmpty();
    assertThat(styleFiles.get("year_confidence")).contains("<SourceChannelName>1<");
    assertThat(fake.all(LayerGroupInfo.class).get(0).getLayers()).hasSize(2);

    String complete = state();
    assertRefused(plan(false, false), "overwrite=true");
    fake.failAt(12);
    assertThatThrownBy(() -> publish(plan(true, true), report(3, scenes("a", "b"))))
        .hasMessage("disk full");
    assertThat(state()).isEqualTo(complete);

    publish(plan(true, true), report(3, scenes("a", "b")));
    assertThat(fake.all(LayerInfo.class)).hasSize(3);
    assertThat(styleFiles).containsOnlyKeys("year_classes", "year_classes_natural");
    publish(withConfidence(true), report(3, scenes("a", "b"), true));
    assertThat(fake.all(LayerInfo.class)).hasSize(5);
  }

  @Test
  void twoLayersOfOneNameAreRefused() throws IOException {
    String before = state();
    assertThatThrownBy(() -> begin(withConfidence(false), report(2, scenes("a", "a_confidence"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("would both be the layer 'year_a_confidence'");
    assertThat(state()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                new PublicationPlan(
                    Optional.empty(),
                    "year",
                    "year_confidence",
                    Palette.NATURAL,
                    true,
                    false,
                    false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("style is 'year_confidence'");
  }

  @Test
  void aFailureAtAnyStepLeavesEverythingAsItWas() throws IOException {
    publish(plan("other", "other_classes", true, false), report(2, scenes("a")));
    String before = state();
    fake.failAt(Integer.MAX_VALUE);
    publish(plan(true, false), report(3, scenes("a", "b")));
    int steps = fake.changes();
    assertThat(steps).isGreaterThan(12);
    String complete = state();
    assertThat(complete).isNotEqualTo(before);

    for (int step = 1; step <= steps; step++) {
      startAnew();
      publish(plan("other", "other_classes", true, false), report(2, scenes("a")));
      String clean = state();
      fake.failAt(step);
      assertThatThrownBy(() -> publish(plan(true, false), report(3, scenes("a", "b"))))
          .as("step %d", step)
          .hasMessage("disk full");
      assertThat(state()).as("step %d", step).isEqualTo(clean);
    }
  }

  @Test
  void aFailureWhileReplacingKeepsTheEarlierSeries() throws IOException {
    publish(plan("year", "old_style", true, false), report(2, scenes("a", "b")));
    fake.failAt(Integer.MAX_VALUE);
    publish(plan(false, true), report(3, scenes("b", "c")));
    int steps = fake.changes();

    for (int step = 1; step <= steps; step++) {
      startAnew();
      publish(plan("year", "old_style", true, false), report(2, scenes("a", "b")));
      String clean = state();
      fake.failAt(step);
      assertThatThrownBy(() -> publish(plan(false, true), report(3, scenes("b", "c"))))
          .as("step %d", step)
          .hasMessage("disk full");
      assertThat(state()).as("step %d", step).isEqualTo(clean);
    }
  }

  @Test
  void replacingKeepsLayersThatStayAndRemovesOthersWithTheirFiles() throws IOException {
    publish(plan("year", "old_style", true, false), report(2, scenes("a", "b")));
    LayerInfo kept = fake.catalog().getLayerByName("landsat:year_b");
    publish(plan(false, true), report(3, scenes("b", "c")));
    assertThat(fake.all(LayerInfo.class))
        .extracting(LayerInfo::prefixedName)
        .containsExactlyInAnyOrder("landsat:year_b", "landsat:year_c", "landsat:year");
    assertThat(fake.catalog().getLayerByName("landsat:year_b")).isSameAs(kept);
    assertThat(fake.all(LayerGroupInfo.class)).isEmpty();
    assertThat(styleFiles).containsOnlyKeys("year_classes", "year_classes_natural");
    assertThat(styleFiles.get("year_classes")).contains("Class 3");
    try (Stream<Path> folders = Files.list(root.resolve("data/iikmc/landsat"))) {
      assertThat(folders).hasSize(1);
    }
  }

  @Test
  void whatSomebodyEditedOfStylesAndLayersStays() throws IOException {
    publish(plan("year", "edited", false, false), report(2, scenes("a")));
    styleFiles.put("edited", styleFiles.get("edited").replace("Class 1", "Forest"));
    String edited = styleFiles.get("edited");
    LayerInfo layer = fake.catalog().getLayerByName("landsat:year_a");
    StyleInfo own = fake.style(workspace, "own");
    layer.setDefaultStyle(own);

    PublishedSeries again =
        publish(plan("year", "edited", false, true), report(3, scenes("a", "b")));
    assertThat(styleFiles.get("edited")).isEqualTo(edited);
    assertThat(styleFiles.get("edited_natural")).contains("Class 3");
    assertThat(again.notes())
        .anySatisfy(note -> assertThat(note).contains("landsat:edited was edited", "3 classes"));
    assertThat(layer.getDefaultStyle()).isSameAs(own);
    assertThat(layer.getStyles())
        .extracting(StyleInfo::getName)
        .containsExactlyInAnyOrder("edited", "edited_natural");
    assertThat(fake.catalog().getLayerByName("landsat:year_b").getDefaultStyle().getName())
        .isEqualTo("edited");

    publish(plan(false, true), report(2, scenes("a")));
    assertThat(styleFiles).containsKeys("edited", "year_classes");
    assertThat(styleFiles).doesNotContainKey("edited_natural");
  }

  @Test
  void whatAKilledServerLeftIsReplacedToo() throws IOException {
    publish(plan(false, false), report(2, scenes("a", "b")));
    LayerInfo withoutLayer = fake.catalog().getLayerByName("landsat:year_a");
    fake.catalog().remove(withoutLayer);
    LayerInfo withoutCoverage = fake.catalog().getLayerByName("landsat:year_b");
    fake.catalog().remove(withoutCoverage);
    fake.catalog().remove(withoutCoverage.getResource());
    publish(plan(false, true), report(3, scenes("a", "b")));
    assertThat(fake.all(LayerInfo.class))
        .extracting(LayerInfo::prefixedName)
        .containsExactlyInAnyOrder("landsat:year_a", "landsat:year_b", "landsat:year");
    try (Stream<Path> folders = Files.list(root.resolve("data/iikmc/landsat"))) {
      assertThat(folders).hasSize(1);
    }
  }

  @Test
  void aStyleThatSomebodyUsesStaysWhenItsSeriesGetsAnother() throws IOException {
    publish(plan("year", "shared", false, false), report(2, scenes("a")));
    LayerInfo other = fake.layer(workspace, "other");
    other.setDefaultStyle(fake.catalog().getStyleByName(workspace, "shared"));
    publish(plan(false, true), report(2, scenes("a")));
    assertThat(styleFiles).containsOnlyKeys("shared", "year_classes", "year_classes_natural");
    assertThat(fake.catalog().getLayerByName("landsat:year_a").getDefaultStyle().getName())
        .isEqualTo("year_classes");
  }

  @Test
  void withoutAWorkspaceTheDefaultOneIsTaken() throws IOException {
    PublicationPlan plan =
        new PublicationPlan(
            Optional.empty(), "year", "year_classes", Palette.NATURAL, false, false, false);
    assertThat(publish(plan, report(2, scenes("a"))).layers().get(0).name())
        .isEqualTo("landsat:year_a");
  }

  @Test
  void aLayerOfTheEarlierSeriesInSomebodysGroupIsNotRemoved() throws IOException {
    publish(plan(false, false), report(2, scenes("a", "b")));
    LayerInfo layer = fake.catalog().getLayerByName("landsat:year_a");
    fake.group(workspace, "basemap", layer);
    String before = state();
    assertThatThrownBy(() -> publish(plan(false, true), report(2, scenes("b"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("landsat:year_a")
        .hasMessageContaining("basemap");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void namesAreRefusedBeforeAnythingIsWritten() throws IOException {
    publish(plan(false, false), report(2, scenes("a")));
    fake.layer(workspace, "foreign_a");
    fake.style(workspace, "roads");
    fake.group(workspace, "dry_all");
    String before = state();
    assertRefused(plan(false, false), "overwrite=true");
    assertRefused(plan("foreign", "f", false, true), "not part of a series 'foreign'");
    assertRefused(plan("new", "roads", false, true), "style 'landsat:roads'");
    assertRefused(plan("dry", "dry_classes", true, true), "layer group 'landsat:dry_all'");
    assertThat(state()).isEqualTo(before);
  }

  private void assertRefused(PublicationPlan plan, String message) {
    assertThatThrownBy(() -> catalog.prepare(plan, List.of("a")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aServerThatIsKilledAnywhereFinishesWhenItStartsAgain() throws IOException {
    publish(plan("year", "old_style", true, false), report(2, scenes("a", "b")));
    fake.failAt(Integer.MAX_VALUE);
    publish(plan(false, true), report(3, scenes("b", "c")));
    int steps = fake.changes();
    String complete = withoutIds(state());
    for (int step = 1; step <= steps; step++) {
      startAnew();
      publish(plan("year", "old_style", true, false), report(2, scenes("a", "b")));
      fake.killAt(step);
      Publication killed = begin(plan(false, true), report(3, scenes("b", "c")));
      assertThatThrownBy(() -> killed.publish(report(3, scenes("b", "c"))))
          .as("step %d", step)
          .isInstanceOf(FakeCatalog.Killed.class);
      fake.failAt(Integer.MAX_VALUE);
      recoverAsAnotherProcess();
      assertThat(withoutIds(state())).as("step %d", step).isEqualTo(complete);
    }
  }

  @Test
  void whatAKilledRunHadOnlyBegunGoesWithTheNextRun() throws IOException {
    begin(plan(false, false), report(2, scenes("a")));
    assertThat(state()).contains(".iikmc-");
    recoverAsAnotherProcess();
    assertThat(state()).doesNotContain(".iikmc-").doesNotContain("a_classes");
  }

  @Test
  void whatSomebodyPutIntoTheFolderOfASeriesStaysWhenItIsReplaced() throws IOException {
    publish(plan(false, false), report(2, scenes("a")));
    Path folder;
    try (Stream<Path> folders = Files.list(root.resolve("data/iikmc/landsat"))) {
      folder = folders.findFirst().orElseThrow();
    }
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(folder.resolve("2018-04-01_a_classes.qml"), "my colours");
    publish(plan(false, true), report(2, scenes("a")));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("notes.txt", "2018-04-01_a_classes.qml", "iikmc.sha256");
    }
  }

  /** A mark that was edited must not lead elsewhere. */
  @Test
  void nothingOutsideOfOurFolderIsRemoved() throws IOException {
    publish(plan(false, false), report(2, scenes("a")));
    Path elsewhere = Files.createDirectories(root.resolve("workspaces"));
    Files.writeString(elsewhere.resolve("year.properties"), "GeoServer's");
    OwnerMark.put(
        fake.catalog().getCoverageStoreByName(workspace, "year_a").getMetadata(),
        "year",
        "data/iikmc/../../workspaces");
    publish(plan(false, true), report(2, scenes("a")));
    assertThat(elsewhere.resolve("year.properties")).exists();
  }

  @Test
  void aPrefixThatDiffersOnlyInCaseIsRefused() throws IOException {
    publish(plan(false, false), report(2, scenes("a")));
    assertRefused(plan("Year", "other", false, true), "There is a series 'year' already");
  }

  @Test
  void whoMayNotPublishLearnsNothing() throws IOException {
    mayPublish = false;
    String before = state();
    String refused = "in which you may publish";
    assertRefused(plan(false, false), "There is no workspace 'landsat' " + refused);
    PublicationPlan nowhere =
        new PublicationPlan(
            Optional.of("nowhere"), "year", "s", Palette.NATURAL, false, false, false);
    assertRefused(nowhere, "There is no workspace 'nowhere' " + refused);
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void twoRunsDoNotWriteOneSeries() throws IOException {
    try (Publication first = catalog.prepare(plan(false, false), List.of("a"))) {
      assertRefused(plan(false, false), "Another run is writing the series 'landsat:year'");
    }
    catalog.prepare(plan(false, false), List.of("a")).close();
    assertThat(root.resolve("data/iikmc")).doesNotExist();
  }

  @Test
  void withoutDatesThereIsNoTimeLayerAndANoteSaysWhy() throws IOException {
    Map<String, LocalDate> undated = new TreeMap<>();
    undated.put("a", null);
    PublishedSeries published = publish(plan(false, false), report(2, undated));
    assertThat(published.timeLayer()).isEmpty();
    assertThat(published.notes()).singleElement().asString().contains("no date is known of a");
    assertThat(fake.all(LayerInfo.class)).hasSize(1);
  }
}
