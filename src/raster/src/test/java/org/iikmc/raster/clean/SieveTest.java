/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.raster.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.iikmc.kmeans.Progress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pixels are those of GDAL 3.6: stored ones, and others where GDAL is installed. */
class SieveTest {
  private static final Path SCRIPT = Path.of("src/test/gdal/sieve.py");

  @TempDir private Path folder;

  private record Case(int width, int height, int threshold, int connectedness, byte[] labels) {
    Connectedness connected() {
      return connectedness == 4 ? Connectedness.FOUR : Connectedness.EIGHT;
    }
  }

  private byte[] sieved(Case each, Strips strips, int threads) throws IOException {
    try (LabelFile map = Maps.file(folder, each.labels, each.width)) {
      // Of some strips so many runs wait that they are gone through once more, of others not.
      int mostOpen = each.threshold % 4 * each.threshold;
      long changed =
          new Sieve(each.threshold, each.connected(), mostOpen)
              .apply(map, strips, threads, Progress.NONE);
      byte[] sieved = Maps.all(map);
      long different = 0;
      for (int i = 0; i < sieved.length; i++) {
        different += sieved[i] == each.labels[i] ? 0 : 1;
      }
      assertThat(changed).isEqualTo(different);
      map.delete();
      return sieved;
    }
  }

  private byte[] sieved(Case each) throws IOException {
    return sieved(each, Strips.of(each.width, each.height), 2);
  }

  private static byte[] labels(String... rows) {
    StringBuilder all = new StringBuilder();
    List.of(rows).forEach(all::append);
    byte[] labels = new byte[all.length()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (all.charAt(i) - '0');
    }
    return labels;
  }

  private byte[] sieved(int threshold, int connectedness, String... rows) throws IOException {
    byte[] labels = labels(rows);
    return sieved(new Case(rows[0].length(), rows.length, threshold, connectedness, labels));
  }

  @Test
  void pixelsAreThoseThatGdalGave() throws IOException {
    int cases = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                SieveTest.class.getResourceAsStream("sieve.txt"), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        Case each =
            new Case(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                HexFormat.of().parseHex(words[4]));
        for (int rows : new int[] {1, 2, 5, each.height}) {
          assertThat(HexFormat.of().formatHex(sieved(each, Strips.ofRows(rows, each.height), 2)))
              .as("%s in strips of %d", line, rows)
              .isEqualTo(words[5]);
        }
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(500);
  }

  @Test
  void pixelsAreThoseThatGdalGivesNow() throws IOException, InterruptedException {
    Random random = new Random(5);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int width = 1 + random.nextInt(i % 10 == 0 ? 400 : 60);
      int height = 1 + random.nextInt(i % 10 == 5 ? 400 : 60);
      int classes = i % 7 == 0 ? 255 : 1 + random.nextInt(9);
      byte[] labels =
          Maps.random(
              random,
              width,
              height,
              classes,
              1 + random.nextInt(9),
              random.nextDouble() / 2,
              random.nextInt(3) * 0.1);
      cases.add(
          new Case(width, height, 2 + random.nextInt(99), random.nextBoolean() ? 4 : 8, labels));
    }
    List<byte[]> gdal = ofGdal(cases);
    for (int i = 0; i < cases.size(); i++) {
      Case each = cases.get(i);
      for (int rows : new int[] {1 + random.nextInt(each.height), each.height}) {
        assertThat(sieved(each, Strips.ofRows(rows, each.height), 1 + i % 7))
            .as("%s in strips of %d", each, rows)
            .isEqualTo(gdal.get(i));
      }
    }
  }

  private List<byte[]> ofGdal(List<Case> cases) throws IOException, InterruptedException {
    Path maps = Files.createDirectory(folder.resolve("maps"));
    for (int i = 0; i < cases.size(); i++) {
      Files.write(maps.resolve(name(cases.get(i), i) + ".raw"), cases.get(i).labels);
    }
    try {
      Process process =
          new ProcessBuilder("/usr/bin/python3", SCRIPT.toString(), "live", maps.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Assumptions.assumeFalse(said.contains("ModuleNotFoundError"), said);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (IOException e) {
      Assumptions.abort("there is no Python: " + e.getMessage());
    }
    List<byte[]> sieved = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      sieved.add(Files.readAllBytes(maps.resolve(name(cases.get(i), i) + ".sieved")));
    }
    return sieved;
  }

  private static String name(Case each, int number) {
    return "%d-%d-%d-%d-%d"
        .formatted(each.width, each.height, each.threshold, each.connectedness, number);
  }

  @Test
  void threadsAndStripsDoNotCount() throws IOException {
    for (int connectedness : new int[] {4, 8}) {
      byte[] labels = Maps.random(new Random(3), 211, 190, 4, 6, 0.3, 0.02);
      Case each = new Case(211, 190, 12, connectedness, labels);
      byte[] expected = sieved(each, Strips.ofRows(190, 190), 1);
      assertThat(expected).isNotEqualTo(labels);
      for (int threads : new int[] {1, 2, 7}) {
        for (int rows : new int[] {1, 3, 10, 64}) {
          assertThat(sieved(each, Strips.ofRows(rows, 190), threads)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void smallRegionGetsTheLabelOfItsLargestNeighbour() throws IOException {
    assertThat(sieved(2, 4, "11222", "13222", "11222"))
        .isEqualTo(labels("11222", "12222", "11222"));
  }

  @Test
  void ofNeighboursOfOneSizeTheFirstCounts() throws IOException {
    // 1 and 3 have four pixels each; the one above is met first.
    assertThat(sieved(3, 4, "1111", "2200", "3333")).isEqualTo(labels("1111", "1100", "3333"));
    assertThat(sieved(3, 4, "3333", "2200", "1111")).isEqualTo(labels("3333", "3300", "1111"));
  }

  @Test
  void sizesAreThoseBeforeAnythingIsMerged() throws IOException {
    // The 2s would have five pixels with the 5, but have four: the 3s are larger than they.
    assertThat(sieved(2, 4, "22225", "00040", "33333"))
        .isEqualTo(labels("22222", "00030", "33333"));
  }

  @Test
  void aSmallLargestNeighbourLeadsOn() throws IOException {
    assertThat(sieved(4, 4, "1223333")).isEqualTo(labels("3333333"));
  }

  @Test
  void regionsThatAreAllSmallStay() throws IOException {
    assertThat(sieved(4, 4, "112", "334")).isEqualTo(labels("112", "334"));
  }

  @Test
  void nodataIsNeitherChangedNorMergedInto() throws IOException {
    assertThat(sieved(3, 4, "00000", "01000", "00000"))
        .isEqualTo(labels("00000", "01000", "00000"));
    assertThat(sieved(3, 4, "11111", "11011", "11111"))
        .isEqualTo(labels("11111", "11011", "11111"));
  }

  @Test
  void cornersConnectOnlyIfTheyAreSaidTo() throws IOException {
    String[] rows = {"2111", "1211", "1121", "1112"};
    assertThat(sieved(3, 4, rows)).containsOnly(1);
    assertThat(sieved(3, 8, rows)).isEqualTo(labels(rows));
  }

  @Test
  void aThresholdOfOneChangesNothing() throws IOException {
    assertThat(sieved(1, 4, "121", "212")).isEqualTo(labels("121", "212"));
  }

  @Test
  void cancelledRunStops() throws IOException {
    Progress canceled =
        new Progress() {
          @Override
          public boolean isCanceled() {
            return true;
          }
        };
    try (LabelFile map = Maps.file(folder, labels("12", "21"), 2)) {
      Sieve sieve = new Sieve(2, Connectedness.FOUR);
      assertThatThrownBy(() -> sieve.apply(map, 2, canceled))
          .isInstanceOf(CancellationException.class);
    }
  }
}
