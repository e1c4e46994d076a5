/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iikmc.job.JobOutputs;
import org.iikmc.job.output.OwnFiles;
import org.iikmc.job.output.Staging;
import org.iikmc.job.report.AreaTable;
import org.iikmc.job.report.JsonReport;
import org.iikmc.job.report.SpectralDescription;
import org.iikmc.job.signatures.SignatureSet;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.MapName;
import org.iikmc.raster.style.ClassStyle;
import org.iikmc.raster.write.ClassifiedTiff;
import org.iikmc.raster.write.ColorTables;

/**
 * The files of a published series that say what its classes are called and how they are coloured:
 * legend, signatures, styles, areas, the signatures within {@code report.json}, and what is beside
 * the maps. {@code report.html} stays as the run wrote it.
 */
public final class LegendFiles {
  private LegendFiles() {}

  /** What is made of the colour tables within the maps. */
  public enum Maps {
    /** They follow, for programs that go by them; maps are copied for that. */
    RECOLORED,
    /** They stay, where a server draws the maps by styles and has them open. */
    KEPT
  }

  /**
   * Gives a series another legend: all its files or none, a kill included.
   *
   * @param staging of the folder of the series, with nothing in it yet
   * @param folder of the series, as runs wrote it
   * @param signatures of the series, with the new legend
   */
  public static void write(Staging staging, Path folder, SignatureSet signatures, Maps maps)
      throws IOException {
    Path into = staging.entries();
    Path file = folder.resolve(JsonReport.FILE);
    Files.writeString(into.resolve(JsonReport.FILE), JsonReport.relabelled(file, signatures));
    JsonReport report = JsonReport.read(file);
    List<SpectralDescription> descriptions =
        Optional.ofNullable(report.descriptions()).orElse(List.of());
    for (Map.Entry<String, String> text :
        JobOutputs.ofClasses(signatures, descriptions).entrySet()) {
      Files.writeString(into.resolve(text.getKey()), text.getValue());
    }
    ClassStyle style = signatures.style();
    boolean recolor =
        maps == Maps.RECOLORED
            && !style.colors().equals(report.signatures().checked(file).style().colors());
    for (JsonReport.SceneEntry scene : report.scenes()) {
      String name = Path.of(scene.map()).getFileName().toString();
      for (String each : List.of(name, MapName.unsieved(name))) {
        Path map = folder.resolve(each);
        if (!Files.exists(map)) {
          continue; // not every map was sieved
        }
        ClassifiedTiff.rewriteNames(map, style, into);
        if (recolor) {
          ColorTables.replace(Files.copy(map, into.resolve(each)), style);
        }
      }
    }
    if (Files.exists(folder.resolve(AreaTable.FILE))) { // runs of earlier versions have none
      Files.writeString(into.resolve(AreaTable.FILE), areas(report, style.names()));
    }
    OwnFiles.list(into);
  }

  private static String areas(JsonReport report, List<String> names) {
    List<AreaTable.Row> rows = new ArrayList<>();
    for (JsonReport.SceneEntry scene : report.scenes()) {
      rows.addAll(
          AreaTable.classes(
              scene.name(),
              Optional.ofNullable(scene.date()).map(LocalDate::parse),
              names,
              scene.pixelsOfClass().stream().mapToLong(Long::longValue).toArray(),
              Optional.ofNullable(scene.squareKilometresOfClass())
                  .map(all -> all.stream().mapToDouble(Double::doubleValue).toArray())));
    }
    return new AreaTable(rows).csv();
  }

  /**
   * Lets the files that were written count.
   *
   * @param rest belongs to it: if it fails, nothing is done
   * @throws InputException naming a file that is not as a run wrote it, and would be replaced
   */
  public static void commit(Staging staging, Staging.Completion rest) throws IOException {
    try {
      staging.commit(rest);
    } catch (InputException e) {
      throw new InputException(Problem.of("The legend can't be saved: ", e.problem()), e);
    }
  }
}
