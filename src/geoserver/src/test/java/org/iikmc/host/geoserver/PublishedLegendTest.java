/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.geoserver.catalog.CoverageInfo;
import org.geoserver.catalog.LayerInfo;
import org.geoserver.catalog.StyleInfo;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;
import org.iikmc.job.output.OwnFiles;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.style.Palette;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Legends that are saved in a GeoServer. */
class PublishedLegendTest extends PublishingCase {
  private static final Optional<String> LANDSAT = Optional.of("landsat");

  /** In the colours of the categorical palette, as the plan of the series says. */
  private static final SignatureSet SIGNATURES =
      report(3, scenes("a", "b")).signatures().in(Palette.CATEGORICAL);

  @BeforeEach
  void publish() throws IOException {
    publish(plan(false, false), report(SIGNATURES, scenes("a", "b"), false));
  }

  private static Legend legend(Legend.Entry... entries) {
    return new Legend(List.of(entries));
  }

  private static Legend.Entry entry(int label, String name, Color color, String group) {
    return new Legend.Entry(label, name, Optional.ofNullable(color), Optional.ofNullable(group));
  }

  private static final Legend WATER =
      legend(
          entry(1, "Lake", null, "water"),
          entry(2, "River", null, "water"),
          entry(3, "Fir", Color.PINK, null));

  private Legend save(Legend wanted, Legend base) throws IOException {
    return catalog.save(LANDSAT, "year", new LegendEdit(wanted, Optional.ofNullable(base)));
  }

  private Path folder() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("data/iikmc/landsat"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  /** All that a save changes: catalog, styles, and files with their content. */
  private String whole() throws IOException {
    TreeMap<String, String> sums = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        sums.put(root.relativize(file).toString(), OwnFiles.sum(Files.readAllBytes(file)));
      }
    }
    return state() + "\n" + sums + "\n" + descriptions();
  }

  private List<String> descriptions() {
    return fake.all(CoverageInfo.class).stream()
        .map(coverage -> coverage.getDimensions().get(0).getDescription())
        .toList();
  }

  @Test
  void stylesOfBothPalettesFilesAndDescriptionsFollow() throws IOException {
    Legend saved = save(WATER, catalog.legend(LANDSAT, "year"));
    assertThat(saved)
        .isEqualTo(catalog.legend(LANDSAT, "year"))
        .isEqualTo(WATER.over(SIGNATURES.legend()));
    String first = styleFiles.get("year_classes");
    assertThat(first)
        .contains("color=\"#0072b2\" quantity=\"1\" label=\"water\"")
        .contains("color=\"#0072b2\" quantity=\"2\" label=\"water\"")
        .contains("color=\"#ffafaf\" quantity=\"3\" label=\"Fir\"");
    String natural = SIGNATURES.in(Palette.NATURAL).style().hex(0);
    assertThat(styleFiles.get("year_classes_natural"))
        .as("a colour that nobody has chosen is that of the palette")
        .contains("color=\"" + natural + "\" quantity=\"2\" label=\"water\"")
        .contains("color=\"#ffafaf\" quantity=\"3\" label=\"Fir\"");
    assertThat(styleFiles).hasSize(2);
    assertThat(descriptions())
        .hasSize(3)
        .containsOnly("0 = no data, 1 = water, 2 = water, 3 = Fir");
    assertThat(JsonFormat.read(folder().resolve("signatures.json")).legend()).isEqualTo(saved);
    assertThat(folder().resolve("classify.sld")).content().contains("Fir", "iikmc:Classify");
    assertThat(folder().resolve("2018-04-01_a_classes.qml")).content().contains("Fir");
    assertThat(folder().resolve("2018-04-01_a_classes.tif")).as("is open").hasContent("map");
    assertThat(state()).doesNotContain(".iikmc-");
  }

  @Test
  void layersOfConfidenceAreNotOfClasses() throws IOException {
    publish(withConfidence(true), report(SIGNATURES, scenes("a", "b"), true));
    String style = styleFiles.get("year_confidence");
    save(WATER, null);
    assertThat(styleFiles.get("year_confidence")).isEqualTo(style);
    assertThat(styleFiles).hasSize(3);
    LayerInfo layer = fake.catalog().getLayerByName("landsat:year_b_confidence");
    assertThat(layer.getDefaultStyle().getName()).isEqualTo("year_confidence");
    assertThat(layer.getStyles()).isEmpty();
    assertThat(descriptions()).filteredOn(text -> text.contains("water")).hasSize(3);
  }

  @Test
  void aSeriesWithASavedLegendIsReplacedAsAnyOther() throws IOException {
    save(WATER, null);
    publish(plan(false, true), report(SIGNATURES, scenes("a", "b"), false));
    assertThat(styleFiles.get("year_classes")).contains("Class 1").doesNotContain("water");
    try (Stream<Path> folders = Files.list(root.resolve("data/iikmc/landsat"))) {
      assertThat(folders).hasSize(1);
    }
    assertThat(catalog.legend(LANDSAT, "year")).isEqualTo(SIGNATURES.legend());
  }

  private void assertRefused(Legend wanted, Legend base, String... words) throws IOException {
    String before = whole();
    assertThatThrownBy(() -> save(wanted, base))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
    assertThat(whole()).isEqualTo(before);
  }

  @Test
  void whoMayNotPublishMayNotSave() throws IOException {
    mayPublish = false;
    assertRefused(WATER, null, "no workspace 'landsat' in which you may publish", "log in");
    assertThat(catalog.legend(LANDSAT, "year")).isEqualTo(SIGNATURES.legend());
  }

  @Test
  void aStyleThatSomebodyHasEditedIsNotReplaced() throws IOException {
    for (String name : List.of("year_classes", "year_classes_natural")) {
      String written = styleFiles.get(name);
      styleFiles.put(name, written.replace("Class 1", "Forest"));
      assertRefused(
          WATER, null, "The style 'landsat:" + name + "' was edited", "Nothing was saved");
      styleFiles.put(name, written);
    }
    save(WATER, null);
  }

  @Test
  void aStyleThatWasRemovedIsMadeAnew() throws IOException {
    for (String name : List.of("year_classes", "year_classes_natural")) {
      StyleInfo style = fake.catalog().getStyleByName(workspace, name);
      for (LayerInfo layer : fake.all(LayerInfo.class)) {
        layer.getStyles().remove(style);
        if (layer.getDefaultStyle() == style) {
          layer.setDefaultStyle(null);
        }
      }
      fake.catalog().remove(style);
      styleFiles.remove(name);
      save(legend(entry(1, "without " + name, null, null)), null);
      assertThat(styleFiles).containsOnlyKeys("year_classes", "year_classes_natural");
      assertThat(styleFiles.get(name)).contains("without " + name);
      for (LayerInfo layer : fake.all(LayerInfo.class)) {
        assertThat(layer.getDefaultStyle().getName()).isEqualTo("year_classes");
        assertThat(layer.getStyles()).hasSize(1);
      }
    }
  }

  @Test
  void aStyleOfItsNameThatSomebodyElseMadeIsNotReplaced() throws IOException {
    StyleInfo style = fake.catalog().getStyleByName(workspace, "year_classes");
    fake.all(LayerInfo.class).forEach(layer -> layer.setDefaultStyle(null));
    fake.catalog().remove(style);
    fake.style(workspace, "year_classes");
    styleFiles.put("year_classes", "mine");
    assertRefused(WATER, null, "The style 'landsat:year_classes' was edited");
  }

  @Test
  void stylesThatAnAdministratorGaveALayerStay() throws IOException {
    StyleInfo own = fake.style(workspace, "own");
    LayerInfo layer = fake.catalog().getLayerByName("landsat:year_a");
    layer.setDefaultStyle(own);
    layer.getStyles().add(fake.catalog().getStyleByName(workspace, "year_classes"));
    save(WATER, null);
    assertThat(layer.getDefaultStyle()).isSameAs(own);
    assertThat(styleFiles.get("year_classes")).contains("water");
    assertThat(styleFiles).doesNotContainKey("own");
  }

  @Test
  void aFileThatSomebodyChangedIsNotReplaced() throws IOException {
    Files.writeString(folder().resolve("classes.sld"), "mine");
    assertRefused(WATER, null, "The legend can't be saved", "classes.sld", "changed since");
  }

  @Test
  void whatSomebodyElseHasSavedIsNotReplaced() throws IOException {
    Legend base = catalog.legend(LANDSAT, "year");
    save(legend(entry(3, "Lake", null, null)), base);
    assertRefused(WATER, base, "Somebody else has saved", "class 3 is 'Lake' now");
    assertRefused(legend(entry(4, "Sea", null, null)), null, "class 4", "only 3 classes");
  }

  @Test
  void aSeriesThatIsNotThereIsNamed() throws IOException {
    assertThatThrownBy(() -> catalog.legend(LANDSAT, "other"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no series 'other' that you may read in the workspace 'landsat'");
    assertThatThrownBy(() -> catalog.legend(Optional.of("nowhere"), "year"))
        .hasMessageContaining("no series 'year' that you may read");
    assertThatThrownBy(
            () -> catalog.save(LANDSAT, "other", new LegendEdit(WATER, Optional.empty())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no series 'other' with its files in the workspace 'landsat'");
    assertThat(catalog.legend(Optional.empty(), "year")).isEqualTo(SIGNATURES.legend());
  }

  @Test
  void aRunThatWritesTheSeriesKeepsTheLegendFromBeingSaved() throws IOException {
    try (Publication run = begin(plan(false, true), report(SIGNATURES, scenes("a", "b"), false))) {
      assertRefused(WATER, null, "Another run is writing the series 'landsat:year'");
    }
  }

  private int steps() throws IOException {
    fake.failAt(Integer.MAX_VALUE);
    save(WATER, null);
    return fake.changes();
  }

  @Test
  void aFailureAtAnyStepLeavesEverythingAsItWas() throws IOException {
    int steps = steps();
    assertThat(steps).isGreaterThan(6);
    for (int step = 1; step <= steps; step++) {
      startAnew();
      publish();
      String before = whole();
      fake.failAt(step);
      assertThatThrownBy(() -> save(WATER, null)).as("step %d", step).hasMessage("disk full");
      assertThat(whole()).as("step %d", step).isEqualTo(before);
    }
  }

  @Test
  void aServerThatIsKilledAnywhereFinishesWhenItStartsAgain() throws IOException {
    int steps = steps();
    String styles = styleFiles.toString();
    List<String> descriptions = descriptions();
    for (int step = 1; step <= steps; step++) {
      startAnew();
      publish();
      fake.killAt(step);
      assertThatThrownBy(() -> save(WATER, null)).isInstanceOf(FakeCatalog.Killed.class);
      fake.failAt(Integer.MAX_VALUE);
      new PublicationWork(fake.catalog(), new StylesInMemory(), new PlainObjects()).recover();
      assertThat(styleFiles.toString()).as("step %d", step).isEqualTo(styles);
      assertThat(descriptions()).as("step %d", step).isEqualTo(descriptions);
      assertThat(state()).doesNotContain(".iikmc-");
      assertThat(catalog.legend(LANDSAT, "year")).isEqualTo(WATER.over(SIGNATURES.legend()));
      save(legend(entry(1, "Sea", null, null)), null);
    }
  }
}
