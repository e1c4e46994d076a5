/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.recode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.legend.CsvLegend;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendFormat;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapFiles;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.Georeferencing;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.TestTiffs;
import org.iikmc.testing.TestTiffs.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecodeJobTest {
  private static final String HEAD = "class,name,color,group\n";

  @TempDir Path folder;

  /** A map with a nodata value of its own, which means the same as 0. */
  private Path map(String name, int[][] labels) {
    return TestTiffs.of(labels[0].length, labels.length)
        .values((b, x, y) -> labels[y][x])
        .write(folder.resolve("in").resolve(name + "_classes.tif"));
  }

  private Path in() throws IOException {
    return Files.createDirectories(folder.resolve("in"));
  }

  private void signatures(int k) throws IOException {
    List<SignatureSet.ClassSignature> classes = new ArrayList<>();
    for (int c = 1; c <= k; c++) {
      classes.add(
          new SignatureSet.ClassSignature(
              "Class " + c, new Color(0, 0, c), c, new double[] {c}, new double[1]));
    }
    Files.writeString(
        in().resolve("signatures.json"), JsonFormat.text(new SignatureSet(List.of("B1"), classes)));
  }

  private Recoding recode(String legend, Path out) throws IOException {
    return recode(CsvLegend.parse(legend, "legend.csv"), out, Progress.NONE, in());
  }

  private static Recoding recode(Legend legend, Path out, Progress progress, Path... paths)
      throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      MapFiles maps = MapFiles.find(List.of(paths), new SceneFinder(readers));
      return new RecodeJob(legend, PixelLimit.NONE, 1)
          .run(maps.maps(), maps.signatures(), out, progress);
    }
  }

  private static ClassifiedMap read(Path file, RasterReaders readers) throws IOException {
    return ClassifiedMap.open(new SceneFinder(readers).maps(file).get(0));
  }

  private static int[][] pixels(Path file) throws IOException {
    try (RasterReaders readers = new RasterReaders()) {
      ClassifiedMap map = read(file, readers);
      int width = map.scene().grid().width();
      int[][] rows = new int[map.scene().grid().height()][width];
      for (int y = 0; y < rows.length; y++) {
        byte[] labels = map.labels(new Rectangle(0, y, width, 1));
        for (int x = 0; x < width; x++) {
          rows[y][x] = labels[x] & 0xFF;
        }
      }
      return rows;
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** 2 and 4 become 1 and so on: groups and classes count by the first of each. */
  @Test
  void classesOfAGroupBecomeOne() throws IOException {
    in();
    signatures(5);
    map("a", new int[][] {{1, 2, 3}, {4, 5, 0}});
    map("b", new int[][] {{2, 2, 4}});
    byte[] before = Files.readAllBytes(in().resolve("a_classes.tif"));
    Path out = folder.resolve("out");
    Recoding recoding =
        recode(
            HEAD + "4,lakes,#111111,water\n2,sea,#0000c8,water\n5,Wald,#008000,\n3,b,,bare\n", out);
    assertThat(recoding.merges()).isTrue();
    assertThat(pixels(out.resolve("a_classes.tif")))
        .isDeepEqualTo(new int[][] {{1, 2, 3}, {2, 4, 0}});
    assertThat(pixels(out.resolve("b_classes.tif"))).isDeepEqualTo(new int[][] {{2, 2, 2}});
    assertThat(Files.readAllBytes(in().resolve("a_classes.tif"))).isEqualTo(before);
    assertThat(names(out))
        .containsExactlyInAnyOrder(
            "a_classes.tif",
            "a_classes.tif.aux.xml",
            "a_classes.qml",
            "b_classes.tif",
            "b_classes.tif.aux.xml",
            "b_classes.qml",
            "classes.sld",
            "iikmc.sha256",
            "legend.csv",
            "legend.json",
            "raw-signatures.json",
            "recoding.csv");
    assertThat(Files.readString(out.resolve("recoding.csv")))
        .isEqualTo(
            "class,name,new_class,new_name\r\n1,Class 1,1,Class 1\r\n2,sea,2,water\r\n"
                + "3,b,3,bare\r\n4,lakes,2,water\r\n5,Wald,4,Wald\r\n");
    assertThat(Files.readString(out.resolve("legend.csv")))
        .isEqualTo(
            "class,name,color,group\r\n1,Class 1,#000001,\r\n2,water,#0000c8,\r\n"
                + "3,bare,#000003,\r\n4,Wald,#008000,\r\n");
    assertThat(LegendFormat.read(out.resolve("legend.json")))
        .isEqualTo(LegendFormat.read(out.resolve("legend.csv")));
    SignatureSet raw = JsonFormat.read(out.resolve("raw-signatures.json"));
    assertThat(raw.means()).isDeepEqualTo(new double[][] {{1}, {2}, {3}, {4}, {5}});
    assertThat(raw.legend()).isEqualTo(recoding.raw());
    try (RasterReaders readers = new RasterReaders()) {
      ClassifiedMap written = read(out.resolve("a_classes.tif"), readers);
      assertThat(written.names().values()).endsWith("Class 1", "water", "bare", "Wald");
      assertThat(written.colors().get(2)).isEqualTo(new Color(0, 0, 200));
      assertThat(written.colors().get(4)).isEqualTo(new Color(0, 128, 0));
    }
    assertThat(Files.readString(out.resolve("a_classes.qml")))
        .contains("value=\"2\" label=\"water\" color=\"#0000c8\"")
        .doesNotContain("value=\"5\"");
    assertThat(Files.readString(out.resolve("classes.sld")))
        .contains("color=\"#008000\" quantity=\"4\" label=\"Wald\"");
  }

  @Test
  void withoutAGroupOfTwoLabelsStay() throws IOException {
    in();
    signatures(3);
    map("a", new int[][] {{3, 1}, {0, 2}});
    Path out = folder.resolve("out");
    Recoding recoding = recode(HEAD + "3,Wald,#008000,\n1,b,,bare\n", out);
    assertThat(recoding.merges()).isFalse();
    assertThat(pixels(out.resolve("a_classes.tif"))).isDeepEqualTo(new int[][] {{3, 1}, {0, 2}});
    assertThat(names(out)).contains("signatures.json").doesNotContain("recoding.csv");
    SignatureSet named = JsonFormat.read(out.resolve("signatures.json"));
    assertThat(named.style().names()).containsExactly("bare", "Class 2", "Wald");
    assertThat(LegendFormat.read(out.resolve("legend.json"))).isEqualTo(named.legend());
    // The same legend once more changes nothing.
    try (RasterReaders readers = new RasterReaders()) {
      assertThat(read(out.resolve("a_classes.tif"), readers).names().get(1)).isEqualTo("bare");
    }
    recode(named.legend(), folder.resolve("again"), Progress.NONE, out);
    assertThat(folder.resolve("again").resolve("a_classes.tif"))
        .hasSameBinaryContentAs(out.resolve("a_classes.tif"));
  }

  /** What signatures beside the maps say of groups holds where the legend does not say it. */
  @Test
  void groupsOfSignaturesAreMergedToo() throws IOException {
    in();
    signatures(3);
    Path file = in().resolve("signatures.json");
    Legend known = CsvLegend.parse(HEAD + "1,a,#00ff00,g\n3,c,,g\n", "x");
    Files.writeString(file, JsonFormat.text(JsonFormat.read(file).with(known)));
    map("a", new int[][] {{1, 2, 3}});
    recode(HEAD + "2,b,,\n", folder.resolve("out"));
    assertThat(pixels(folder.resolve("out/a_classes.tif"))).isDeepEqualTo(new int[][] {{1, 2, 1}});
  }

  /** A map alone: names come from its .aux.xml, colours from its colour table, if it has them. */
  @Test
  void aMapWithoutSignaturesKeepsWhatItSaysOfItself() throws IOException {
    in();
    Path plain = map("a", new int[][] {{1, 2}, {3, 3}});
    recode(
        CsvLegend.parse(HEAD + "1,x,#010203,\n2,y,#040506,\n", "l"),
        folder.resolve("named"),
        Progress.NONE,
        plain);
    assertThat(names(folder.resolve("named"))).doesNotContain("signatures.json");
    recode(
        CsvLegend.parse(HEAD + "3,z,#070809,x y\n1,x,#aabbcc,x y\n", "l"),
        folder.resolve("out"),
        Progress.NONE,
        folder.resolve("named"));
    assertThat(Files.readString(folder.resolve("out/legend.csv")))
        .isEqualTo("class,name,color,group\r\n1,x y,#aabbcc,\r\n2,y,#040506,\r\n");
    assertThat(pixels(folder.resolve("out/a_classes.tif")))
        .isDeepEqualTo(new int[][] {{1, 2}, {1, 1}});
    assertThat(names(folder.resolve("out"))).doesNotContain("raw-signatures.json");
  }

  @Test
  void aMapOf255ClassesOfManyTilesKeepsItsPlace() throws IOException {
    in();
    TestTiffs.of(700, 600)
        .values((b, x, y) -> (x + 3 * y) % 256)
        .tiles(256, 256)
        .write(in().resolve("a_classes.tif"));
    StringBuilder legend = new StringBuilder(HEAD);
    for (int c = 1; c <= 255; c++) {
      legend.append(c + ",c" + c + ",," + (c % 2 == 0 ? "even" : "") + "\n");
    }
    Path out = folder.resolve("out");
    assertThat(recode(legend.toString(), out).recoded().entries()).hasSize(129);
    int[][] found = pixels(out.resolve("a_classes.tif"));
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 700; x++) {
        int old = (x + 3 * y) % 256;
        // 1 is 1, all even ones are 2, and the other odd ones follow.
        int expected = old == 0 ? 0 : old == 1 ? 1 : old % 2 == 0 ? 2 : old / 2 + 2;
        assertThat(found[y][x]).as("%d at %d, %d", old, x, y).isEqualTo(expected);
      }
    }
    try (RasterReaders readers = new RasterReaders()) {
      var before = read(in().resolve("a_classes.tif"), readers).scene().grid();
      var after = read(out.resolve("a_classes.tif"), readers).scene().grid();
      assertThat(after.toWorld()).isEqualTo(before.toWorld());
      assertThat(after.source().map(Georeferencing::auxiliary))
          .isEqualTo(before.source().map(Georeferencing::auxiliary));
    }
  }

  @Test
  void aMapOfNoDataStaysOne() throws IOException {
    in();
    TestTiffs.of(3, 2).values((b, x, y) -> 255).nodata("255").write(in().resolve("a_classes.tif"));
    signatures(2);
    Path out = folder.resolve("out");
    recode(HEAD + "1,a,,g\n2,b,,g\n", out);
    assertThat(pixels(out.resolve("a_classes.tif"))).isDeepEqualTo(new int[2][3]);
  }

  @Test
  void whatCannotBeDoneIsSaidAndNothingIsWritten() throws IOException {
    in();
    map("a", new int[][] {{1, 2, 3}});
    refused(HEAD + "4,x,,\n", "The legend has a class 4, but there are only 3 classes");
    refused(HEAD + "1,x,,Class 3\n2,y,,Class 3\n", "Class 3 is called \"Class 3\"");
    TestTiffs.of(2, 2).type(Type.UINT16).write(in().resolve("wide_classes.tif"));
    refused(HEAD + "1,x,,\n", "'wide' is no classified map", "more than 8 bits");
    Files.delete(in().resolve("wide_classes.tif"));
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.copy(in().resolve("a_classes.tif"), other.resolve("a_classes.tif"));
    Legend legend = CsvLegend.parse(HEAD + "1,x,,g\n2,y,,g\n", "l");
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> recode(legend, out, Progress.NONE, in(), other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Two maps are of the scene 'a'");
    assertThatThrownBy(
            () ->
                recode(
                    legend,
                    out,
                    new Progress() {
                      @Override
                      public boolean isCanceled() {
                        return true;
                      }
                    },
                    in()))
        .isInstanceOf(CancellationException.class);
    assertThat(out).doesNotExist();
    assertThatThrownBy(() -> JobOutputs.refuseFolders(in(), List.of(in())))
        .hasMessageContaining("holds maps that are read");
    assertThatThrownBy(() -> JobOutputs.refuseFolders(in(), List.of(in().resolve("a_classes.tif"))))
        .isInstanceOf(InputException.class);
    JobOutputs.refuseFolders(out, List.of(in()));
  }

  /** Maps of merged classes beside signatures of others would be read wrong. */
  @Test
  void signaturesThatStayBehindAreRefused() throws IOException {
    in();
    signatures(3);
    map("a", new int[][] {{1, 2, 3}});
    Path out = folder.resolve("out");
    recode(HEAD + "1,x,,\n", out);
    assertThatThrownBy(() -> recode(HEAD + "1,x,,g\n2,y,,g\n", out))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("signatures.json is of classes that are not merged");
    assertThat(pixels(out.resolve("a_classes.tif"))).isDeepEqualTo(new int[][] {{1, 2, 3}});
  }

  private void refused(String legend, String... words) {
    Path out = folder.resolve("out");
    assertThatThrownBy(() -> recode(legend, out))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(words);
    assertThat(out).doesNotExist();
  }
}
