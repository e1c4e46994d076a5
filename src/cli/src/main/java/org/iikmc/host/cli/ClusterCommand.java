/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.iikmc.job.ClusteringJob;
import org.iikmc.job.JobSettings;
import org.iikmc.job.OutputFolder;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.SeriesReport;
import org.iikmc.job.SignatureJson;
import org.iikmc.job.SignatureSet;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.KMeansSettings;
import org.iikmc.kmeans.MidpointSeeding;
import org.iikmc.kmeans.Seeding;
import org.iikmc.kmeans.seeding.GivenSignatures;
import org.iikmc.kmeans.seeding.KMeansPlusPlusSeeding;
import org.iikmc.kmeans.seeding.PercentileSeeding;
import org.iikmc.raster.BandSelection;
import org.iikmc.raster.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.read.SceneFinder;
import org.iikmc.raster.read.TiffReaders;
import org.iikmc.raster.style.Palette;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cluster}: joint clustering of a series. */
@Command(
    name = "cluster",
    description =
        "Clusters all scenes together and writes a map for each, signatures and a report.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ClusterCommand implements Callable<Integer> {
  @Mixin private PixelOptions pixels;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the outputs; made if it is missing.")
  private Path out;

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Number of classes, 1 to 255. Default: 8, or that of the signatures in --init.")
  private Integer k;

  @Option(
      names = "--init",
      paramLabel = "midpoint|percentile|kmeans++|FILE",
      defaultValue = "midpoint",
      description =
          "Initial signatures: midpoints between the extremes of each band or between its 2nd and"
              + " 98th percentile, k-means++, or a signatures.json. Default: ${DEFAULT-VALUE}.")
  private String init;

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      defaultValue = "100",
      description = "Stop after so many. Default: ${DEFAULT-VALUE}.")
  private int maxIterations;

  @Option(
      names = "--change-threshold",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description =
          "Stop when fewer than this share of the pixels change their class; 0: when none does."
              + " Default: ${DEFAULT-VALUE}.")
  private double changeThreshold;

  @Option(
      names = "--shift-tolerance",
      paramLabel = "DISTANCE",
      defaultValue = "0",
      description =
          "Stop when no signature moves as far as this, in units of the bands; 0: off. Default:"
              + " ${DEFAULT-VALUE}.")
  private double shiftTolerance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of whatever is random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      defaultValue = "1.0",
      description =
          "Share of the valid pixels to find the signatures with; all are classified. Default:"
              + " ${DEFAULT-VALUE}.")
  private double sample;

  @Option(
      names = "--compare-per-scene",
      description = "Also cluster each scene for itself, to show what joint clustering buys.")
  private boolean comparePerScene;

  @Option(
      names = "--palette",
      paramLabel = "categorical|natural",
      defaultValue = "categorical",
      description =
          "Colours of the classes: distinct ones, or each as its own red, green and blue. Default:"
              + " ${DEFAULT-VALUE}.")
  private Palette palette;

  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    try (TiffReaders readers = new TiffReaders();
        ConsoleProgress progress = run.progress()) {
      SceneFinder finder = new SceneFinder(readers);
      AssignmentBackend backend = run.backend();
      BandSelection bands = pixels.bands();
      KMeansSettings clustering;
      if (isKnown(init)) {
        clustering = settings(k == null ? 8 : k, seeding());
      } else {
        SignatureSet given = given();
        bands = given.selection(bands, init);
        clustering = settings(k(given), new GivenSignatures(given.means(), init));
      }
      JobSettings settings =
          new JobSettings(
              clustering,
              bands,
              pixels.rules(finder),
              sample,
              seed,
              pixels.skipEmpty(),
              comparePerScene,
              palette);
      Map<String, String> described = settings.describe();
      pixels.describe(described);
      List<SceneSource> scenes = pixels.scenes(finder);
      List<Path> files = new ArrayList<>(pixels.files());
      if (!isKnown(init)) {
        files.add(Path.of(init));
      }
      OutputFolder.refuseInputs(out, scenes, files);
      SeriesReport report =
          new ClusteringJob(settings, described, PixelLimit.NONE, backend, Clock.systemUTC())
              .run(scenes, out, progress);
      progress.finish(Summary.of(report, out));
      return Main.DONE;
    }
  }

  private KMeansSettings settings(int classes, Seeding seeding) {
    try {
      return new KMeansSettings(classes, seeding, maxIterations, changeThreshold, shiftTolerance);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static boolean isKnown(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "midpoint", "percentile", "kmeans++" -> true;
      default -> false;
    };
  }

  private Seeding seeding() {
    return switch (init.toLowerCase(Locale.ROOT)) {
      case "midpoint" -> new MidpointSeeding();
      case "percentile" -> new PercentileSeeding();
      default -> new KMeansPlusPlusSeeding(seed);
    };
  }

  private SignatureSet given() throws IOException {
    if (!Files.isRegularFile(Path.of(init))) {
      throw new InputException(
          "--init is '"
              + init
              + "', but must be midpoint, percentile, kmeans++, or the path of a signatures.json.");
    }
    return SignatureJson.read(Path.of(init));
  }

  private int k(SignatureSet given) {
    if (k != null && k != given.k()) {
      throw new InputException(
          "--k is " + k + ", but " + init + " holds " + given.k() + " signatures; leave --k out.");
    }
    return given.k();
  }
}
