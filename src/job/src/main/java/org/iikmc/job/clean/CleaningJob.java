/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.clean;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapClasses;
import org.iikmc.job.options.Options;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.signatures.CsvFormat;
import org.iikmc.job.signatures.JsonFormat;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.Grid;
import org.iikmc.raster.MapNaming;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelConsumer;
import org.iikmc.raster.write.LabelReader;

/**
 * Cleans maps that exist. The new ones have the grids, names and colours of the old ones, and the
 * names of their scenes. Immutable and safe to share.
 */
public final class CleaningJob {
  private static final String SIGNATURES = "signatures.json";
  private static final String TABLE = "signatures.csv";

  private final Cleaning cleaning;
  private final int threads;

  /**
   * @param cleaning of which nothing is kept beside the new maps
   * @param threads that work at a map
   * @throws InputException if there is nothing to do
   */
  public CleaningJob(Cleaning cleaning, int threads) {
    if (cleaning.isNone()) {
      throw new InputException(
          "There is nothing to do; give ",
          Problem.option(Options.SIEVE.name()),
          " or ",
          Problem.option(Options.MAJORITY.name()),
          ".");
    }
    this.cleaning = cleaning;
    this.threads = threads;
  }

  /**
   * A map that was cleaned.
   *
   * @param name of its scene
   * @param pixels that have a class
   * @param changed those that changed it
   */
  public record Cleaned(String name, long pixels, long changed) {}

  /**
   * Names of all outputs.
   *
   * @throws InputException if two maps would have one
   */
  public List<String> outputs(List<SceneSource> maps, Optional<SignatureSet> signatures) {
    Set<String> scenes = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (SceneSource map : maps) {
      if (!scenes.add(map.name())) {
        throw new InputException(
            "Two of the maps are of the scene '"
                + map.name()
                + "', so that the clean ones would have one name; clean them one after the other,"
                + " each into a folder of its own.");
      }
      names.addAll(MapNaming.BY_SCENE.of(map.name(), map.date()).files());
    }
    if (signatures.isPresent()) {
      names.add(SIGNATURES);
      names.add(TABLE);
    }
    return names;
  }

  /**
   * Cleans maps.
   *
   * @param sources the maps, which stay as they are
   * @param signatures of their classes, if they are known; they are written beside the new maps,
   *     with the pixels that classes have there
   * @param out folder; gets all files or none
   * @throws InputException if a map is none, or is smaller than the sieve
   */
  public List<Cleaned> run(
      List<SceneSource> sources, Optional<SignatureSet> signatures, Path out, Progress progress)
      throws IOException {
    List<String> names = outputs(sources, signatures);
    List<ClassifiedMap> maps = new ArrayList<>();
    for (SceneSource source : sources) {
      maps.add(ClassifiedMap.open(source));
    }
    cleaning.check(maps.stream().map(ClassifiedMap::scene).toList());
    try (OutputFolder folder = new OutputFolder(out)) {
      folder.check(names);
      Run run = new Run(maps, signatures, progress);
      List<Cleaned> cleaned = new ArrayList<>();
      for (ClassifiedMap map : maps) {
        cleaned.add(run.clean(map, folder));
      }
      if (signatures.isPresent()) {
        SignatureSet counted =
            signatures.get().counted(Arrays.copyOfRange(run.counts, 1, 1 + signatures.get().k()));
        folder.write(SIGNATURES, JsonFormat.text(counted));
        folder.write(TABLE, CsvFormat.write(counted));
      }
      progress.checkCanceled();
      folder.commit();
      return cleaned;
    }
  }

  /** One run over all maps. */
  private final class Run {
    private final Optional<SignatureSet> signatures;
    private final Progress progress;
    private final long cells;
    private long done;

    /** Pixels of all clean maps by label. */
    private final long[] counts = new long[ClassifiedMap.MOST_LABELS + 1];

    Run(List<ClassifiedMap> maps, Optional<SignatureSet> signatures, Progress progress) {
      this.signatures = signatures;
      this.progress = progress;
      cells = maps.stream().mapToLong(Run::cells).sum();
    }

    private static long cells(ClassifiedMap map) {
      return (long) map.scene().grid().width() * map.scene().grid().height();
    }

    Cleaned clean(ClassifiedMap map, OutputFolder folder) throws IOException {
      MapCleaner cleaner = new MapCleaner(cleaning, threads, progress);
      Labels labels = new Labels(map, progress);
      Grid grid = map.scene().grid();
      folder.write(
          MapNaming.BY_SCENE.of(map.name(), map.scene().date()).tiff(),
          written -> done == 0 ? cells : (long) ((double) written / done * cells),
          file -> {
            cleaner.clean(
                grid, labels, file, before -> {}, clean -> write(map, file, clean, labels));
          });
      return new Cleaned(map.name(), cleaner.pixels(), cleaner.changed());
    }

    private void write(ClassifiedMap map, Path file, LabelReader clean, Labels before)
        throws IOException {
      MapClasses classes = MapClasses.of(List.of(map), signatures, before.highest);
      LabelConsumer watch =
          (top, count, width, rows) -> {
            progress.checkCanceled();
            for (int i = 0; i < count * width; i++) {
              counts[rows[i] & 0xFF]++;
            }
            done += (long) count * width;
            progress.report(Progress.Stage.WRITE, done, cells);
          };
      ClassifiedTiff.write(file, clean, map.scene().grid(), classes.style(), watch, threads);
    }
  }

  /** The labels of a map, of which the highest is known when all are read. */
  private static final class Labels implements LabelReader {
    private final ClassifiedMap map;
    private final List<Rectangle> windows;
    private final Progress progress;
    private int highest;

    Labels(ClassifiedMap map, Progress progress) {
      this.map = map;
      this.progress = progress;
      windows = map.scene().blocks();
    }

    @Override
    public List<Rectangle> windows() {
      return windows;
    }

    @Override
    public void read(int block, byte[] cells) throws IOException {
      progress.checkCanceled();
      byte[] labels = map.labels(windows.get(block));
      System.arraycopy(labels, 0, cells, 0, labels.length);
      for (byte label : labels) {
        highest = Math.max(highest, label & 0xFF);
      }
    }
  }
}
