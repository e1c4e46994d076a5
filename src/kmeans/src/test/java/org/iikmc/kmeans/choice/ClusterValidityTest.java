/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.iikmc.kmeans.AffineMap;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;
import org.iikmc.kmeans.SquaredDistance;
import org.iikmc.kmeans.quality.Contingency;
import org.iikmc.kmeans.sequential.SequentialBackend;
import org.iikmc.testing.ArraySource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against scikit-learn: figures that it gave for these samples and labels are stored, and where it
 * is installed, it is asked again; with {@code -Dfigures=write} what it says is stored.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterValidityTest {
  private static final Path STORED = Path.of("src/test/sklearn/figures.csv");

  private final List<Labelled> cases = new ArrayList<>();

  /** Samples where distances are Euclidean, with two labels each, and our figures. */
  private record Labelled(
      double[][] rows, int[] labels, int[] others, int k, ClusterValidity validity) {
    double[] figures() {
      long[][] counts = new long[k][k];
      for (int i = 0; i < labels.length; i++) {
        counts[labels[i]][others[i]]++;
      }
      return new double[] {
        validity.inertia(),
        validity.simplifiedSilhouette(),
        validity.calinskiHarabasz(),
        validity.daviesBouldin(),
        new Contingency(counts).adjustedRand()
      };
    }

    String table() {
      return IntStream.range(0, rows.length)
          .mapToObj(
              i ->
                  labels[i]
                      + ","
                      + others[i]
                      + ","
                      + Arrays.stream(rows[i])
                          .mapToObj(Double::toString)
                          .collect(Collectors.joining(",")))
          .collect(Collectors.joining("\n"));
    }
  }

  @BeforeAll
  void label() throws IOException {
    cases.add(labelled(SampleType.UINT16, 300, 2, 4, 0));
    cases.add(labelled(SampleType.INT16, 257, 5, 7, 1));
    cases.add(labelled(SampleType.FLOAT32, 400, 3, 3, 2));
    cases.add(labelled(SampleType.UINT8, 600, 6, 255, 3));
    cases.add(labelled(SampleType.UINT8, 40, 1, 1, 4));
    cases.add(labelled(SampleType.UINT8, 3, 2, 3, 5));
  }

  /** Labelled in one space, some classes empty, and measured in another. */
  private static Labelled labelled(SampleType type, int n, int bands, int k, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[][]> scenes = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      scenes.add(
          ArraySource.pixels(
              n / 3, bands, () -> random.nextInt(4) * 30 + Math.floor(random.nextDouble() * 25)));
    }
    SpectralSpace common = space(bands, random);
    ArraySource source = new ArraySource(type, bands, 17, scenes);
    try (HeldSamples samples = new SequentialBackend().hold(source, Progress.NONE)) {
      HeldSamples own = samples.in(space(bands, random));
      int[] others = labels(own, k, random);
      int[] labels = labels(own, k, random);
      Assignment assignment = own.assign(k);
      double[][] centroids = centroids(own, k, random);
      assignment.step(centroids, Progress.NONE);
      labels = labels(source, assignment);
      double[][] means = assignment.statistics(common, centroids, Progress.NONE).means(centroids);
      LabelStatistics statistics = assignment.statistics(common, means, Progress.NONE);
      double[][] rows = samples.in(common).gather(all(samples));
      return new Labelled(
          common.whitened(rows), labels, others, k, ClusterValidity.of(statistics, means, common));
    }
  }

  private static long[] all(HeldSamples samples) {
    return LongStream.range(0, samples.summary().count()).toArray();
  }

  private static int[] labels(HeldSamples samples, int k, SplittableRandom random)
      throws IOException {
    double[][] centroids = samples.space().whitened(centroids(samples, k, random));
    return Arrays.stream(samples.space().whitened(samples.gather(all(samples))))
        .mapToInt(row -> SquaredDistance.nearest(row, centroids))
        .toArray();
  }

  /** Of samples; where a sample is drawn twice, a class stays empty. */
  private static double[][] centroids(HeldSamples samples, int k, SplittableRandom random)
      throws IOException {
    double[][] rows = samples.gather(all(samples));
    return IntStream.range(0, k)
        .mapToObj(c -> rows[k == rows.length ? c : random.nextInt(rows.length)].clone())
        .toArray(double[][]::new);
  }

  private static SpectralSpace space(int bands, SplittableRandom random) {
    List<AffineMap> maps = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      double[] gain = random.doubles(bands, 0.5, 2).toArray();
      double[] offset = random.doubles(bands, -5, 5).toArray();
      maps.add(AffineMap.scaling(gain, offset));
    }
    double[][] metric = new double[bands][bands];
    for (int i = 0; i < bands; i++) {
      for (int j = 0; j <= i; j++) {
        metric[i][j] = i == j ? 0.5 + random.nextDouble() : 0.3 * random.nextDouble();
      }
    }
    return new SpectralSpace(maps, metric);
  }

  private static int[] labels(ArraySource source, Assignment assignment) throws IOException {
    List<Integer> labels = new ArrayList<>();
    for (int block = 0; block < source.blocks().size(); block++) {
      byte[] cells = new byte[source.blocks().get(block).cells()];
      assignment.readLabels(block, cells);
      for (byte cell : cells) {
        labels.add((cell & 0xFF) - 1);
      }
    }
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void agreesWithWhatScikitLearnSaid() throws IOException {
    assertFigures(Files.readString(STORED));
  }

  @Test
  void agreesWithScikitLearn(@TempDir Path folder) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", "src/test/sklearn/figures.py"));
    for (int i = 0; i < cases.size(); i++) {
      Path file = Files.writeString(folder.resolve(i + ".csv"), cases.get(i).table());
      command.add(file.toString());
    }
    assumeTrue(Files.isExecutable(Path.of(command.get(0))), "no Python");
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assumeTrue(
        status == 0 || !Files.readString(errors).contains("No module named"), "no scikit-learn");
    assertThat(status).as(() -> read(errors)).isZero();
    if ("write".equals(System.getProperty("figures"))) {
      Files.writeString(STORED, said);
    }
    assertFigures(said);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void assertFigures(String table) {
    List<String> lines = table.lines().toList();
    assertThat(lines).as(table).hasSameSizeAs(cases);
    for (int i = 0; i < lines.size(); i++) {
      double[] expected =
          Arrays.stream(lines.get(i).split(","))
              .mapToDouble(text -> text.equals("nan") ? Double.NaN : Double.parseDouble(text))
              .toArray();
      double[] actual = cases.get(i).figures();
      for (int figure = 0; figure < actual.length; figure++) {
        if (Double.isNaN(expected[figure])) {
          assertThat(actual[figure]).as("figure %d of case %d", figure, i).isNaN();
        } else {
          assertThat(actual[figure])
              .as("figure %d of case %d", figure, i)
              .isCloseTo(expected[figure], within(1e-9 * Math.max(1, Math.abs(expected[figure]))));
        }
      }
    }
  }

  /** Two classes of two points, by hand: means 1 and 11, mean of all 6. */
  @Test
  void ofFourPixelsByHand() throws IOException {
    ArraySource source =
        ArraySource.of(
            SampleType.UINT8,
            new double[] {0},
            new double[] {2},
            new double[] {9},
            new double[] {13});
    try (HeldSamples samples = new SequentialBackend().hold(source, Progress.NONE)) {
      Assignment assignment = samples.assign(3);
      double[][] signatures = {{1}, {11}, {200}};
      assignment.step(signatures, Progress.NONE);
      double[][] means = {{1}, {11}, null};
      ClusterValidity validity =
          ClusterValidity.of(
              assignment.statistics(samples.space(), means, Progress.NONE), means, samples.space());
      assertThat(validity.inertia()).isEqualTo(10);
      assertThat(validity.simplifiedSilhouette())
          .isCloseTo((10.0 / 11 + 8.0 / 9 + 6.0 / 8 + 10.0 / 12) / 4, within(1e-12));
      assertThat(validity.calinskiHarabasz()).isCloseTo(100.0 / 1 / (10.0 / 2), within(1e-12));
      assertThat(validity.daviesBouldin()).isCloseTo((1.0 + 2) / 10, within(1e-12));
    }
  }
}
