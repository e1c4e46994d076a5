/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.areas;

import java.awt.Rectangle;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.iikmc.job.ClassAreas;
import org.iikmc.job.PixelLimit;
import org.iikmc.job.compare.ComparisonJob;
import org.iikmc.job.compare.References;
import org.iikmc.job.map.ClassifiedMap;
import org.iikmc.job.map.MapClasses;
import org.iikmc.job.options.Given;
import org.iikmc.job.report.AreaTable;
import org.iikmc.job.report.ComparisonReport;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.raster.SceneSource;

/** Adds up the areas of the classes of maps, block by block. Immutable and safe to share. */
public final class AreasJob {
  private final Given given;
  private final PixelLimit limit;
  private final Clock clock;

  /**
   * @param given the options of the request
   * @param limit of the host
   */
  public AreasJob(Given given, PixelLimit limit, Clock clock) {
    this.given = given;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * The areas.
   *
   * @param table of classes and, with a reference, of covers
   * @param notes for the user, in sentences
   */
  public record Areas(AreaTable table, List<String> notes) {}

  /**
   * Adds up areas.
   *
   * @param sources maps of the same classes, at least one
   * @param references a sample of the ground of the maps, to estimate the areas of covers from;
   *     used up
   * @param signatures of the classes, if they are known
   * @throws InputException if a map or a reference can't be used, or maps are of different classes
   */
  public Areas find(
      List<SceneSource> sources,
      Optional<References> references,
      Optional<SignatureSet> signatures,
      Progress progress)
      throws IOException {
    List<ClassifiedMap> maps = new ArrayList<>();
    for (SceneSource source : sources) {
      maps.add(ClassifiedMap.open(source));
    }
    limit.check(maps.stream().map(ClassifiedMap::scene).toList());
    MapClasses.of(maps, signatures, 1); // before all pixels are read
    long total = maps.stream().mapToLong(AreasJob::cells).sum();
    List<Found> found = new ArrayList<>();
    long done = 0;
    for (ClassifiedMap map : maps) {
      found.add(count(map, done, total, progress));
      done += cells(map);
    }
    List<String> names =
        MapClasses.of(maps, signatures, found.stream().mapToInt(Found::highest).max().orElse(1))
            .style()
            .names();
    List<AreaTable.Row> rows = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Optional<ComparisonReport> comparison = Optional.empty();
    if (references.isPresent()) {
      comparison =
          Optional.of(
              new ComparisonJob(given, limit, clock)
                  .compare(sources, references.get(), signatures, progress));
      checkItIsASample(comparison.get());
      notes.addAll(comparison.get().notes());
    }
    for (int m = 0; m < maps.size(); m++) {
      rows.addAll(found.get(m).rows(maps.get(m), names));
      if (comparison.isPresent()) {
        rows.addAll(covers(comparison.get(), m, maps.get(m).scene().date()));
      }
    }
    return new Areas(new AreaTable(rows), notes);
  }

  private static void checkItIsASample(ComparisonReport comparison) {
    if (comparison.reference().places() == null) {
      throw new InputException(
          "The reference '"
              + comparison.reference().names().get(0)
              + "' is a raster and no sample, from which areas are estimated; give points or polygons"
              + " that were drawn at random within each class.");
    }
  }

  private static long cells(ClassifiedMap map) {
    return (long) map.scene().grid().width() * map.scene().grid().height();
  }

  /**
   * What was found of a map.
   *
   * @param pixels of each label from 1
   * @param areas likewise, in km²
   */
  private record Found(long[] pixels, Optional<double[]> areas) {
    int highest() {
      int label = pixels.length;
      while (label > 1 && pixels[label - 1] == 0) {
        label--;
      }
      return label;
    }

    List<AreaTable.Row> rows(ClassifiedMap map, List<String> names) {
      return AreaTable.classes(map.name(), map.scene().date(), names, pixels, areas);
    }
  }

  private static Found count(ClassifiedMap map, long before, long total, Progress progress)
      throws IOException {
    ClassAreas areas = new ClassAreas(map.scene().grid(), ClassifiedMap.MOST_LABELS);
    long[] counts = new long[ClassifiedMap.MOST_LABELS + 1];
    long done = before;
    for (Rectangle window : map.scene().blocks()) {
      progress.checkCanceled();
      byte[] labels = map.labels(window);
      areas.add(window, labels);
      for (byte label : labels) {
        counts[label & 0xFF]++;
      }
      done += labels.length;
      progress.report(Progress.Stage.READ, done, total);
    }
    return new Found(Arrays.copyOfRange(counts, 1, counts.length), areas.areas());
  }

  private static List<AreaTable.Row> covers(
      ComparisonReport comparison, int m, Optional<LocalDate> date) {
    ComparisonReport.MapEntry map = comparison.maps().get(m);
    List<AreaTable.Row> rows = new ArrayList<>();
    for (int j = 0; map.areas() != null && j < comparison.covers().size(); j++) {
      ComparisonReport.CoverArea area = map.areas().covers().get(j);
      int cover = j;
      rows.add(
          new AreaTable.Row(
              map.name(),
              date,
              0,
              comparison.covers().get(j).name(),
              map.figures().confusion().stream().mapToLong(row -> row[cover]).sum(),
              OptionalDouble.of(area.squareKilometres().value()),
              area.share().value(),
              OptionalDouble.of(area.squareKilometresError())));
    }
    return rows;
  }
}
