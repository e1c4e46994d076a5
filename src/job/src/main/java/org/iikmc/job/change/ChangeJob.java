/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.geotools.referencing.CRS;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapClasses;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Topic;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.output.Outputs;
import org.iikmc.job.report.ChangeReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.LabelReader;

/**
 * Tells what became of the classes of maps from date to date, and writes rasters of the changes.
 * Maps are read block by block, once to count and once to write. Immutable and safe to share.
 */
public final class ChangeJob {
  private final Given given;
  private final PixelLimit limit;
  private final Clock clock;
  private final int threads;

  /**
   * @param given the options of the request
   * @param limit of the host
   * @param threads that pack a raster
   */
  public ChangeJob(Given given, PixelLimit limit, Clock clock, int threads) {
    this.given = given;
    this.limit = limit;
    this.clock = clock;
    this.threads = threads;
  }

  /** What the raster of a pair of maps is called. */
  public interface Naming {
    /** Names after both dates or maps. */
    Naming BY_PAIR = (pair, date) -> pair + "_change.tif";

    /**
     * The name of a file.
     *
     * @param pair its name
     * @param date of the second map
     */
    String of(String pair, Optional<LocalDate> date);
  }

  /**
   * Names of the pairs of maps whose changes are found, each once.
   *
   * @param ordered whether the order of the maps is one that the user chose
   * @throws InputException if they have no order, or are fewer than two
   */
  public List<String> pairs(List<SceneSource> maps, boolean ordered) {
    return MapSequence.of(maps, ordered, given).pairs().stream().map(MapPair::name).toList();
  }

  /**
   * Names of the files that {@link #write} makes.
   *
   * @param maps of the same classes
   * @param ordered whether their order is one that the user chose
   * @throws InputException if they have no order, or are fewer than two
   */
  public List<String> outputs(List<SceneSource> maps, boolean ordered) {
    return ChangeOutputs.names(MapSequence.of(maps, ordered, given).pairs(), Naming.BY_PAIR);
  }

  /**
   * Tells and writes the changes.
   *
   * @param sources maps of the same classes
   * @param ordered whether their order is one that the user chose: then they need no dates
   * @param signatures of the classes, if they are known
   * @param out folder; gets all files or none
   * @throws InputException if a map can't be used, maps are of different classes, have no order or
   *     no ground in common
   */
  public ChangeReport write(
      List<SceneSource> sources,
      boolean ordered,
      Optional<SignatureSet> signatures,
      Path out,
      Progress progress)
      throws IOException {
    return write(sources, ordered, signatures, out, Naming.BY_PAIR, progress);
  }

  /** Tells and writes the changes; likewise, with rasters of other names. */
  public ChangeReport write(
      List<SceneSource> sources,
      boolean ordered,
      Optional<SignatureSet> signatures,
      Path out,
      Naming naming,
      Progress progress)
      throws IOException {
    List<MapPair> pairs = MapSequence.of(sources, ordered, given).pairs();
    try (OutputFolder folder = new OutputFolder(out)) {
      folder.check(ChangeOutputs.names(pairs, naming));
      ChangeReport report = new Run(pairs, naming, progress).write(signatures, folder);
      progress.checkCanceled();
      folder.commit();
      return report;
    }
  }

  /** The changes of one request. */
  private final class Run {
    private final List<MapPair> pairs;
    private final Naming naming;
    private final Progress progress;
    private final Map<SceneSource, ClassifiedMap> maps = new HashMap<>();
    private final List<PairReader> readers = new ArrayList<>();
    private final List<ChangeCounts> counted = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final long total;
    private long done;

    Run(List<MapPair> pairs, Naming naming, Progress progress) throws IOException {
      this.pairs = pairs;
      this.naming = naming;
      this.progress = progress;
      for (MapPair pair : pairs) {
        readers.add(PairReader.of(open(pair.from()), open(pair.to())));
      }
      limit.check(maps.values().stream().map(ClassifiedMap::scene).toList());
      total = readers.stream().mapToLong(Run::cells).sum();
    }

    private ClassifiedMap open(SceneSource source) throws IOException {
      ClassifiedMap map = maps.get(source);
      if (map == null) {
        map = ClassifiedMap.open(source);
        maps.put(source, map);
      }
      return map;
    }

    private static long cells(PairReader pair) {
      return (long) pair.grid().width() * pair.grid().height();
    }

    ChangeReport write(Optional<SignatureSet> signatures, Outputs folder) throws IOException {
      MapClasses.of(inOrder(), signatures, 1); // before all pixels are read
      for (PairReader pair : readers) {
        counted.add(count(pair));
      }
      List<List<ChangeCounts.Count>> counts = counted.stream().map(ChangeCounts::counts).toList();
      checkSomethingWasSeen(counts);
      MapClasses classes = MapClasses.of(inOrder(), signatures, highest(counts));
      ChangeLegend legend = new ChangeLegend(classes.style(), counts);
      List<ChangeReport.PairEntry> entries = new ArrayList<>();
      done = 0;
      for (int p = 0; p < pairs.size(); p++) {
        entries.add(entry(p, counts.get(p), legend));
        write(p, legend, folder);
      }
      ChangeReport report =
          new ChangeReport(
              clock.instant().toString(),
              given.report(Set.of(Topic.CHANGE), Map.of()),
              legend.classes(),
              legend.values(),
              notes,
              entries);
      ChangeOutputs.write(folder, report, legend.style());
      return report;
    }

    private List<ClassifiedMap> inOrder() throws IOException {
      List<ClassifiedMap> all = new ArrayList<>();
      all.add(open(pairs.get(0).from()));
      for (MapPair pair : pairs) {
        all.add(open(pair.to()));
      }
      return all;
    }

    private ChangeCounts count(PairReader pair) throws IOException {
      ChangeCounts counts = new ChangeCounts(pair.grid());
      for (Rectangle window : pair.blocks()) {
        progress.checkCanceled();
        counts.add(window, pair.before(window), pair.after(window));
        done += (long) window.width * window.height;
        progress.report(Progress.Stage.READ, done, total);
      }
      return counts;
    }

    private void checkSomethingWasSeen(List<List<ChangeCounts.Count>> counts) {
      if (counts.stream().allMatch(List::isEmpty)) {
        throw new InputException(
            "No pixel has a class in both maps of a pair, from '"
                + pairs.get(0).from().name()
                + "' on; give maps that show the same ground.");
      }
      for (int p = 0; p < pairs.size(); p++) {
        MapPair pair = pairs.get(p);
        String names = "'" + pair.from().name() + "' and '" + pair.to().name() + "'";
        if (counts.get(p).isEmpty()) {
          notes.add("No pixel has a class in both " + names + ".");
        }
        if (readers.get(p).isResampled()) {
          notes.add(
              "The maps "
                  + names
                  + " have other grids: the second is read at the pixels in which the centres of the"
                  + " first lie.");
        }
      }
    }

    private int highest(List<List<ChangeCounts.Count>> counts) {
      return counts.stream()
          .flatMap(List::stream)
          .mapToInt(count -> Math.max(count.from(), count.to()))
          .max()
          .orElseThrow();
    }

    private ChangeReport.PairEntry entry(
        int p, List<ChangeCounts.Count> counts, ChangeLegend legend) {
      List<ChangeReport.Transition> transitions = legend.transitions(counts);
      boolean areas = pairAreas(counts);
      return new ChangeReport.PairEntry(
          entry(pairs.get(p).from()),
          entry(pairs.get(p).to()),
          pairs.get(p).name(),
          raster(p),
          readers.get(p).grid().crs().map(CRS::toSRS).orElse(null),
          pixels(transitions, false),
          pixels(transitions, true),
          areas ? area(transitions, false) : null,
          areas ? area(transitions, true) : null,
          counted.get(p).beforeOnly(),
          counted.get(p).afterOnly(),
          transitions);
    }

    private String raster(int p) {
      return naming.of(pairs.get(p).name(), pairs.get(p).to().date());
    }

    private static boolean pairAreas(List<ChangeCounts.Count> counts) {
      return counts.stream().noneMatch(count -> Double.isNaN(count.squareKilometres()));
    }

    private static long pixels(List<ChangeReport.Transition> transitions, boolean changed) {
      return transitions.stream()
          .filter(each -> !changed || each.from() != each.to())
          .mapToLong(ChangeReport.Transition::pixels)
          .sum();
    }

    private static double area(List<ChangeReport.Transition> transitions, boolean changed) {
      return transitions.stream()
          .filter(each -> !changed || each.from() != each.to())
          .mapToDouble(ChangeReport.Transition::squareKilometres)
          .sum();
    }

    private static ChangeReport.MapEntry entry(SceneSource map) {
      return new ChangeReport.MapEntry(
          map.name(), map.date().map(LocalDate::toString).orElse(null));
    }

    private void write(int p, ChangeLegend legend, Outputs folder) throws IOException {
      PairReader pair = readers.get(p);
      long before = done;
      folder.write(
          raster(p),
          written -> done == 0 ? total : (long) ((double) written / done * total),
          file ->
              ClassifiedTiff.write(
                  file,
                  new ChangeReader(pair, legend),
                  pair.grid(),
                  legend.style(),
                  (top, count, width, rows) -> {
                    progress.checkCanceled();
                    done += (long) count * width;
                    progress.report(Progress.Stage.WRITE, done, total);
                  },
                  threads));
      done = before + cells(pair);
    }
  }

  /** The values of a raster of changes. */
  private static final class ChangeReader implements LabelReader {
    private final PairReader pair;
    private final byte[] values;
    private final List<Rectangle> windows;

    ChangeReader(PairReader pair, ChangeLegend legend) {
      this.pair = pair;
      values = legend.table();
      windows = pair.blocks();
    }

    @Override
    public List<Rectangle> windows() {
      return windows;
    }

    @Override
    public void read(int block, byte[] cells) throws IOException {
      byte[] before = pair.before(windows.get(block));
      byte[] after = pair.after(windows.get(block));
      for (int i = 0; i < before.length; i++) {
        cells[i] = values[ChangeCounts.index(before[i], after[i])];
      }
    }
  }
}
