/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.compare;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.iikmc.job.ClassAreas;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapClasses;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.job.options.Topic;
import org.iikmc.job.output.OutputFolder;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.quality.Contingency;
import org.iikmc.raster.SceneSource;

/**
 * Compares classified maps with what is known of the ground. Maps are read once, block by block.
 * Immutable and safe to share.
 */
public final class ComparisonJob {
  private final Given given;
  private final PixelLimit limit;
  private final Clock clock;

  /**
   * @param given the options of the comparison
   * @param limit of the host
   */
  public ComparisonJob(Given given, PixelLimit limit, Clock clock) {
    this.given = given;
    this.limit = limit;
    this.clock = clock;
  }

  /** Names of the files that {@link #write} makes of maps with or without known signatures. */
  public List<String> outputs(Optional<SignatureSet> signatures) {
    return outputsOf(signatures).names();
  }

  private ComparisonOutputs outputsOf(Optional<SignatureSet> signatures) {
    boolean oneToOne = given.find(Options.NAMES).orElse("").equals("one-to-one");
    return new ComparisonOutputs(oneToOne, signatures);
  }

  /**
   * Compares maps.
   *
   * @param sources maps of the same classes, at least one
   * @param references of the maps; used up
   * @param signatures of the classes, if they are known
   * @throws InputException if a map or a reference can't be used, or they have no ground in common
   */
  public ComparisonReport compare(
      List<SceneSource> sources,
      References references,
      Optional<SignatureSet> signatures,
      Progress progress)
      throws IOException {
    List<ClassifiedMap> maps = new ArrayList<>();
    for (SceneSource source : sources) {
      maps.add(ClassifiedMap.open(source));
    }
    limit.check(maps.stream().map(ClassifiedMap::scene).toList());
    Run run = new Run(maps, references, progress);
    return run.report(signatures);
  }

  /**
   * The same, and writes what it found.
   *
   * @param out folder; gets all files or none
   */
  public ComparisonReport write(
      List<SceneSource> sources,
      References references,
      Optional<SignatureSet> signatures,
      Path out,
      Progress progress)
      throws IOException {
    ComparisonOutputs outputs = outputsOf(signatures);
    try (OutputFolder folder = new OutputFolder(out)) {
      folder.check(outputs.names());
      ComparisonReport report = compare(sources, references, signatures, progress);
      outputs.write(folder, report);
      progress.checkCanceled();
      folder.commit();
      return report;
    }
  }

  /** One comparison. */
  private final class Run {
    private final List<ClassifiedMap> maps;
    private final List<Reference> references = new ArrayList<>();
    private final List<LabelTable> tables = new ArrayList<>();
    private final List<ClassAreas> areas = new ArrayList<>();
    private final List<long[]> pixels = new ArrayList<>();
    private final LabelTable pooled = new LabelTable();

    Run(List<ClassifiedMap> maps, References found, Progress progress) throws IOException {
      this.maps = maps;
      List<Reference.OnMap> onMaps = new ArrayList<>();
      for (ClassifiedMap map : maps) {
        Reference reference = found.of(map);
        references.add(reference);
        onMaps.add(reference.on(map));
      }
      long total = maps.stream().mapToLong(ComparisonJob::cells).sum();
      long done = 0;
      for (int m = 0; m < maps.size(); m++) {
        count(maps.get(m), onMaps.get(m), done, total, progress);
        done += cells(maps.get(m));
      }
      check();
    }

    private void count(
        ClassifiedMap map, Reference.OnMap reference, long before, long total, Progress progress)
        throws IOException {
      LabelTable table = new LabelTable();
      ClassAreas area = new ClassAreas(map.scene().grid(), ClassifiedMap.MOST_LABELS);
      long[] counts = new long[ClassifiedMap.MOST_LABELS + 1];
      long done = before;
      for (Rectangle window : map.scene().blocks()) {
        progress.checkCanceled();
        byte[] labels = map.labels(window);
        reference.count(window, labels, table);
        area.add(window, labels);
        for (byte label : labels) {
          counts[label & 0xFF]++;
        }
        done += labels.length;
        progress.report(Progress.Stage.READ, done, total);
      }
      tables.add(table);
      areas.add(area);
      pixels.add(counts);
      pooled.add(table);
    }

    /** Each reference has seen all its maps now. */
    private void check() {
      Map<Reference, LabelTable> counted = new LinkedHashMap<>();
      for (int m = 0; m < maps.size(); m++) {
        counted
            .computeIfAbsent(references.get(m), reference -> new LabelTable())
            .add(tables.get(m));
      }
      counted.forEach(Reference::check);
    }

    ComparisonReport report(Optional<SignatureSet> signatures) {
      MapClasses classes = MapClasses.of(maps, signatures, highestLabel());
      List<CoverKey> covers = List.copyOf(pooled.counts().keySet());
      Contingency table = pooled.table(classes.k(), covers);
      ComparisonFigures figures = ComparisonFigures.of(table);
      List<String> notes = new ArrayList<>();
      references().forEach(reference -> notes.addAll(reference.notes()));
      List<ComparisonReport.MapEntry> entries = new ArrayList<>();
      for (int m = 0; m < maps.size(); m++) {
        entries.add(entry(m, classes, covers, figures, notes));
      }
      return new ComparisonReport(
          clock.instant().toString(),
          given.report(Set.of(Topic.COMPARING), Map.of()),
          reference(),
          classes(classes, covers, table, figures),
          covers(covers, table),
          notes,
          figures.figures(table),
          entries);
    }

    private int highestLabel() {
      int highest = 0;
      for (long[] counts : pixels) {
        for (int label = 1; label < counts.length; label++) {
          highest = counts[label] > 0 ? Math.max(highest, label) : highest;
        }
      }
      return highest;
    }

    private Set<Reference> references() {
      return new LinkedHashSet<>(references);
    }

    private ComparisonReport.Reference reference() {
      List<ComparisonReport.Places> places =
          references().stream().flatMap(reference -> reference.places().stream()).toList();
      return new ComparisonReport.Reference(
          references().stream().map(Reference::name).toList(),
          places.stream().reduce(ComparisonReport.Places::plus).orElse(null));
    }

    private ComparisonReport.MapEntry entry(
        int m,
        MapClasses classes,
        List<CoverKey> covers,
        ComparisonFigures figures,
        List<String> notes) {
      ClassifiedMap map = maps.get(m);
      Contingency table = tables.get(m).table(classes.k(), covers);
      if (table.total() == 0) {
        notes.add("The map '" + map.name() + "' has no pixel to compare.");
      }
      return new ComparisonReport.MapEntry(
          map.name(),
          map.scene().date().map(Object::toString).orElse(null),
          references.get(m).name(),
          figures.figures(table),
          references.get(m).isSample() && table.total() > 0
              ? estimates(m, classes, table, figures, notes)
              : null);
    }

    private ComparisonReport.AreaEstimates estimates(
        int m,
        MapClasses classes,
        Contingency table,
        ComparisonFigures figures,
        List<String> notes) {
      double[] mapped = areas.get(m).areas().orElseThrow(); // places need a reference system
      StratifiedAreas areas = new StratifiedAreas(table, Arrays.copyOf(mapped, classes.k()));
      int uncovered = areas.uncovered();
      if (uncovered >= 0) {
        notes.add(
            "No areas are estimated from the map '"
                + maps.get(m).name()
                + "': of its class '"
                + classes.style().names().get(uncovered)
                + "' (label "
                + (uncovered + 1)
                + ") there are "
                + table.rows()[uncovered]
                + " places or pixels of them, but each class needs two.");
        return null;
      }
      return areas.estimates(figures.manyToOne());
    }

    private List<ComparisonReport.ClassEntry> classes(
        MapClasses classes, List<CoverKey> covers, Contingency table, ComparisonFigures figures) {
      List<ComparisonReport.ClassEntry> entries = new ArrayList<>();
      for (int c = 0; c < classes.k(); c++) {
        int label = c;
        entries.add(
            new ComparisonReport.ClassEntry(
                label + 1,
                classes.style().names().get(c),
                classes.signatures().map(set -> set.style().hex(label)).orElse(null),
                table.rows()[c],
                name(covers, figures.oneToOne().covers()[c]),
                name(covers, figures.manyToOne().covers()[c])));
      }
      return entries;
    }

    private static String name(List<CoverKey> covers, int column) {
      return column < 0 ? null : covers.get(column).name();
    }

    private static List<ComparisonReport.Cover> covers(List<CoverKey> covers, Contingency table) {
      List<ComparisonReport.Cover> entries = new ArrayList<>();
      for (int j = 0; j < covers.size(); j++) {
        entries.add(
            new ComparisonReport.Cover(
                covers.get(j).code().isPresent() ? covers.get(j).code().getAsInt() : null,
                covers.get(j).name(),
                table.columns()[j]));
      }
      return entries;
    }
  }

  private static long cells(ClassifiedMap map) {
    return (long) map.scene().grid().width() * map.scene().grid().height();
  }
}
