/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.job.harmonize.HarmonizeMethod;
import org.iikmc.job.harmonize.Harmonizer;
import org.iikmc.job.harmonize.MetricKind;
import org.iikmc.kmeans.ClassChange;
import org.iikmc.kmeans.Clustering;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.isodata.Isodata;
import org.iikmc.kmeans.isodata.IsodataSettings;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.PixelRules;
import org.iikmc.raster.Scene;
import org.iikmc.raster.SceneSamples;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.RasterReaders;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.testing.IsodataTranscript;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ISODATA of real scenes, where they are, against NumPy, where it is. */
class IsodataOnLandsatTest {
  private static final Path SCENES = Path.of("../../../shared/data/L8NY18");
  private static final String SCRIPT = "../kmeans/src/test/numpy/isodata.py";

  @TempDir Path folder;

  @Test
  void storedValues() throws Exception {
    Harmonizer.Wishes wishes = Harmonizer.Wishes.none();
    check(wishes, 8, 40, IsodataSettings.of(8));
    List<ClassChange> changes =
        check(
            wishes,
            5,
            12,
            new IsodataSettings(
                16, OptionalLong.of(50), OptionalDouble.of(900), OptionalDouble.of(1500), 4));
    assertThat(changes).hasAtLeastOneElementOfType(ClassChange.Split.class);
  }

  @Test
  void harmonizedValuesAndAMetric() throws Exception {
    Harmonizer.Wishes wishes =
        new Harmonizer.Wishes(
            HarmonizeMethod.ROBUST, Optional.of(MetricKind.WITHIN), Optional.empty());
    check(wishes, 8, 25, IsodataSettings.of(8));
    List<ClassChange> changes =
        check(
            wishes,
            12,
            15,
            new IsodataSettings(
                6, OptionalLong.of(100), OptionalDouble.of(1.2), OptionalDouble.of(2.5), 3));
    assertThat(changes).hasAtLeastOneElementOfType(ClassChange.Split.class);
    assertThat(changes).hasAtLeastOneElementOfType(ClassChange.Merge.class);
  }

  /** What became of classes. */
  private List<ClassChange> check(
      Harmonizer.Wishes wishes, int k, int iterations, IsodataSettings rules) throws Exception {
    Assumptions.assumeTrue(Files.isDirectory(SCENES), SCENES + " is not there");
    KMeansSettings start =
        new KMeansSettings(k, new KMeansPlusPlusSeeding(1), iterations, 0.005, 0);
    try (RasterReaders readers = new RasterReaders()) {
      List<SceneSource> sources = new ArrayList<>();
      try (Stream<Path> products = Files.list(SCENES)) {
        for (Path product :
            products.filter(p -> p.toString().contains("_014032_")).sorted().toList()) {
          sources.addAll(new SceneFinder(readers).find(product));
        }
      }
      PixelRules all = PixelRules.standard();
      List<Scene> scenes = JointScenes.open(sources, BandSelection.parse("B2,B3,B4,B5,B6,B7"), all);
      SceneSamples source = new SceneSamples(scenes, all, 1, 1, List.of());
      ForkJoinBackend backend =
          new ForkJoinBackend(KernelChoice.probe(), 2, 1 << 28, SampleMemory.ofHeap(), folder);
      try (HeldSamples stored = backend.hold(source, Progress.NONE)) {
        Harmonizer.Found found =
            new Harmonizer(wishes, start, 1)
                .find(scenes, stored, () -> GroundReader.read(scenes, stored, source));
        HeldSamples samples = stored.in(found.space());
        assertThat(samples.summary().count()).isGreaterThan(10_000);
        double[][] centroids = found.clustering().seeding().seed(samples, k);
        Clustering run =
            new Isodata(start.withSeeding(new GivenSignatures(centroids, "here")), rules)
                .run(samples, Progress.NONE)
                .clustering();
        IsodataTranscript.assertSame(
            run,
            samples.space().whitened(run.signatures()),
            numpy(samples, samples.space().whitened(centroids), iterations, rules));
        return run.iterations().stream().flatMap(each -> each.changes().stream()).toList();
      }
    }
  }

  private List<String> numpy(
      HeldSamples samples, double[][] centroids, int iterations, IsodataSettings rules)
      throws Exception {
    long[] ordinals = LongStream.range(0, samples.summary().count()).toArray();
    double[][] pixels = samples.space().whitened(samples.gather(ordinals));
    Path file = folder.resolve("pixels");
    write(file, centroids, pixels);
    return run(
        "/usr/bin/python3",
        SCRIPT,
        file.toString(),
        Integer.toString(rules.classes()),
        rules.minPixels().isPresent() ? "" + rules.minPixels().getAsLong() : "default",
        rules.maxDeviation().isPresent() ? "" + rules.maxDeviation().getAsDouble() : "default",
        rules.minDistance().isPresent() ? "" + rules.minDistance().getAsDouble() : "default",
        Integer.toString(rules.maxMerges()),
        Integer.toString(iterations),
        "0.005");
  }

  private static void write(Path file, double[][] centroids, double[][] pixels) throws IOException {
    int bands = pixels[0].length;
    ByteBuffer numbers =
        ByteBuffer.allocate(8 * (3 + bands * (centroids.length + pixels.length)))
            .order(ByteOrder.LITTLE_ENDIAN);
    numbers.putDouble(pixels.length).putDouble(bands).putDouble(centroids.length);
    Stream.of(centroids, pixels)
        .flatMap(Stream::of)
        .flatMapToDouble(Arrays::stream)
        .forEach(numbers::putDouble);
    Files.write(file, numbers.array());
  }

  private static List<String> run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      Assumptions.assumeFalse(said.contains("ModuleNotFoundError"), "NumPy is missing");
      return said.lines().toList();
    } catch (IOException e) {
      return Assumptions.abort(command[0] + " is not installed");
    }
  }
}
