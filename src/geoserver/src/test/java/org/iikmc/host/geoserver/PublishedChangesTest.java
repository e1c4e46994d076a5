/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.geoserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geoserver.catalog.LayerInfo;
import org.iikmc.job.catalog.Publication;
import org.iikmc.job.catalog.PublicationPlan;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.report.PublishedSeries;
import org.iikmc.kmeans.problem.InputException;
import org.junit.jupiter.api.Test;

/** Publishing what became of classes between dates. */
class PublishedChangesTest extends PublishingCase {
  private static final ChangeReport REPORT =
      new ChangeReport(
          "2026-11-23T12:00:00Z",
          Map.of(),
          List.of(
              new ChangeReport.ClassEntry(1, List.of(1), "forest", "#009e73"),
              new ChangeReport.ClassEntry(2, List.of(2), "water", "#0072b2")),
          List.of(
              new ChangeReport.ValueEntry(1, null, null, "no change", "#d9d9d9", 2),
              new ChangeReport.ValueEntry(2, 1, 2, "forest \u2192 water", "#0072b2", 2)),
          List.of(),
          List.of(pair("a", "2018-04-01", "b", "2018-04-02"), pair("b", "2018-04-02", "c", null)));

  private static ChangeReport.PairEntry pair(
      String from, String fromDate, String to, String toDate) {
    String name = from + "_" + to;
    String day = toDate == null ? "" : toDate + "_";
    return new ChangeReport.PairEntry(
        new ChangeReport.MapEntry(from, fromDate),
        new ChangeReport.MapEntry(to, toDate),
        name,
        day + name + "_classes.tif",
        "EPSG:4326",
        2,
        1,
        0.0018,
        0.0009,
        0,
        0,
        List.of(
            new ChangeReport.Transition(1, 1, 1, 0.0009, 0.5, 1),
            new ChangeReport.Transition(1, 2, 1, 0.0009, 0.5, 2)));
  }

  private static ChangeReport of(ChangeReport.PairEntry... pairs) {
    return new ChangeReport(
        REPORT.created(),
        REPORT.settings(),
        REPORT.classes(),
        REPORT.values(),
        REPORT.notes(),
        List.of(pairs));
  }

  private PublishedSeries publishChanges(PublicationPlan plan, ChangeReport report)
      throws IOException {
    List<String> names = report.pairs().stream().map(ChangeReport.PairEntry::name).toList();
    try (Publication publication = catalog.prepare(plan, names)) {
      Files.writeString(publication.folder().resolve(ChangeReport.FILE), report.json());
      for (ChangeReport.PairEntry pair : report.pairs()) {
        assertThat(publication.naming().of(pair.name(), pair.date()).tiff())
            .isEqualTo(pair.raster());
        Files.writeString(publication.folder().resolve(pair.raster()), "map");
      }
      return publication.publish(report);
    }
  }

  private static PublicationPlan changes(boolean overwrite) {
    return plan("became", "became_classes", false, overwrite);
  }

  @Test
  void eachPairOfDatesIsALayerInTheColoursOfTheChanges() throws IOException {
    PublishedSeries published =
        publishChanges(
            changes(false),
            of(
                pair("a", "2018-04-01", "b", "2018-04-02"),
                pair("b", "2018-04-02", "c", "2018-04-03")));
    assertThat(published.layers())
        .extracting(PublishedSeries.Layer::name)
        .containsExactly("landsat:became_a_b", "landsat:became_b_c");
    assertThat(published.timeLayer().orElseThrow().name()).isEqualTo("landsat:became");
    assertThat(published.group()).isEmpty();
    assertThat(published.notes()).isEmpty();
    assertThat(fake.all(LayerInfo.class))
        .hasSize(3)
        .allSatisfy(
            layer -> assertThat(layer.getDefaultStyle().getName()).isEqualTo("became_classes"));
    assertThat(styleFiles.get("became_classes"))
        .contains("forest \u2192 water", "no change")
        .containsIgnoringCase("#0072b2")
        .containsIgnoringCase("#d9d9d9");
    assertThat(fake.catalog().getLayerByName("landsat:became_a_b").getResource().getTitle())
        .isEqualTo("became: changes 2018-04-01 \u2192 2018-04-02");
  }

  @Test
  void withoutTheDateOfAMapThereIsNoTimeLayer() throws IOException {
    PublishedSeries published = publishChanges(changes(false), REPORT);
    assertThat(published.timeLayer()).isEmpty();
    assertThat(published.notes()).singleElement().asString().contains("no date is known of b_c");
    assertThat(fake.all(LayerInfo.class)).hasSize(2);
  }

  @Test
  void theSeriesOfAnotherRunIsNotReplacedUnasked() throws IOException {
    publish(plan("became", "became_classes", false, false), report(3, scenes("a", "b")));
    String before = state();
    assertThatThrownBy(() -> publishChanges(changes(false), REPORT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("overwrite=true");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void aFailureAtAnyStepLeavesEverythingAsItWas() throws IOException {
    fake.failAt(Integer.MAX_VALUE);
    publishChanges(changes(false), REPORT);
    int steps = fake.changes();
    for (int step = 1; step <= steps; step++) {
      startAnew();
      fake.failAt(step);
      assertThatThrownBy(() -> publishChanges(changes(false), REPORT))
          .as("step %d", step)
          .hasMessage("disk full");
      assertThat(fake.all(LayerInfo.class)).as("step %d", step).isEmpty();
      assertThat(styleFiles).as("step %d", step).isEmpty();
      try (Stream<Path> files = Files.walk(root)) {
        assertThat(files.filter(Files::isRegularFile)).as("step %d", step).isEmpty();
      }
    }
  }
}
