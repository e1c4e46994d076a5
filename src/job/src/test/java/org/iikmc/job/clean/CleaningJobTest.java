/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.clean.Connectedness;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleaningJobTest {
  private static final int[][] LABELS = {{1, 1, 2, 2}, {1, 3, 2, 2}, {1, 1, 0, 3}};
  private static final int[][] SIEVED = {{1, 1, 2, 2}, {1, 1, 2, 2}, {1, 1, 0, 2}};

  @TempDir Path folder;
  private Path map;

  @BeforeEach
  void writeMap() throws IOException {
    map = write("a_classes.tif", LABELS);
    Files.writeString(
        folder.resolve("a_classes.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames><Category/><Category>water</Category>"
            + "<Category>forest &amp; shrub</Category><Category>town</Category></CategoryNames>"
            + "</PAMRasterBand></PAMDataset>");
  }

  private Path write(String name, int[][] labels) {
    return TestTiffs.of(labels[0].length, labels.length)
        .palette()
        .nodata("0")
        .epsg(32618)
        .at(500_000, 4_500_000, 30, 30)
        .values((b, x, y) -> labels[y][x])
        .write(folder.resolve(name));
  }

  private static Cleaning sieve(int pixels) {
    return new Cleaning(0, pixels, Connectedness.FOUR, false);
  }

  private List<CleaningJob.Cleaned> clean(Cleaning cleaning, Path out, Path... paths)
      throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      MapFiles maps = MapFiles.find(List.of(paths), new SceneFinder(readers));
      return new CleaningJob(cleaning, 2).run(maps.maps(), maps.signatures(), out, Progress.NONE);
    }
  }

  private static void assertLabels(Path file, int[][] expected) throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      ClassifiedMap map = ClassifiedMap.open(new SceneFinder(readers).maps(file).get(0));
      byte[] labels = map.labels(map.scene().grid().bounds());
      for (int i = 0; i < labels.length; i++) {
        assertThat(labels[i]).isEqualTo((byte) expected[i / 4][i % 4]);
      }
      assertThat(labels).hasSize(12);
    }
  }

  @Test
  void labelsChangeAndAllElseStays() throws IOException {
    Path out = folder.resolve("out");
    assertThat(clean(sieve(2), out, map)).containsExactly(new CleaningJob.Cleaned("a", 11, 2));
    assertLabels(out.resolve("a_classes.tif"), SIEVED);
    assertLabels(map, LABELS);
    try (RasterReaders readers = new RasterReaders()) {
      ClassifiedMap before = ClassifiedMap.open(new SceneFinder(readers).maps(map).get(0));
      ClassifiedMap after =
          ClassifiedMap.open(new SceneFinder(readers).maps(out.resolve("a_classes.tif")).get(0));
      assertThat(after.names())
          .containsAllEntriesOf(before.names())
          .containsEntry(2, "forest & shrub")
          .containsEntry(0, "no data");
      assertThat(after.colors().get(3)).isEqualTo(before.colors().get(3));
      assertThat(after.scene().grid().bounds()).isEqualTo(new Rectangle(4, 3));
      assertThat(after.scene().grid().toWorld()).isEqualTo(before.scene().grid().toWorld());
      assertThat(after.scene().grid().source().map(Georeferencing::auxiliary))
          .isEqualTo(before.scene().grid().source().map(Georeferencing::auxiliary));
    }
    assertThat(Files.readString(out.resolve("a_classes.qml"))).contains("forest &amp; shrub");
    assertThat(out.resolve("signatures.json")).doesNotExist();
  }

  @Test
  void signaturesGoWithTheirMaps() throws IOException {
    List<SignatureSet.ClassSignature> classes =
        List.of(
            signature("dark", Color.BLUE),
            signature("mid", Color.GREEN),
            signature("b", Color.RED));
    Files.writeString(
        folder.resolve("signatures.json"),
        JsonFormat.text(new SignatureSet(List.of("1"), classes)));
    write("b_classes.tif", SIEVED);
    Path out = folder.resolve("out");
    assertThat(clean(sieve(2), out, folder)).hasSize(2);
    assertLabels(out.resolve("b_classes.tif"), SIEVED);
    SignatureSet written = JsonFormat.read(out.resolve("signatures.json"));
    assertThat(written.classes().get(0).name()).isEqualTo("dark");
    assertThat(written.classes().stream().map(SignatureSet.ClassSignature::pixels))
        .containsExactly(12L, 10L, 0L);
    assertThat(out.resolve("signatures.csv")).exists();
    assertThat(Files.readString(out.resolve("a_classes.qml"))).contains("dark");
  }

  private static SignatureSet.ClassSignature signature(String name, Color color) {
    return new SignatureSet.ClassSignature(name, color, 4, new double[1], new double[1]);
  }

  private void refused(Cleaning cleaning, String message, Path... paths) {
    assertThatThrownBy(() -> clean(cleaning, folder.resolve("out"), paths))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatCanNotBeIsRefused() {
    refused(
        sieve(12), "sieve is 12 pixels, but the map of a has only 12 pixels; lower sieve.", map);
    refused(Cleaning.NONE, "There is nothing to do; give sieve or majority.", map);
    refused(sieve(2), "Two of the maps are of the scene 'a'", map, map);
    Path image = TestTiffs.of(4, 3).bands(3, (b, x, y) -> 1).write(folder.resolve("image.tif"));
    refused(sieve(2), "'image' is no classified map: it has 3 bands", image);
    refused(sieve(2), "does not exist", folder.resolve("none.tif"));
  }
}
