/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.iikmc.job.legend.Legend;
import org.iikmc.job.legend.LegendEdit;
import org.iikmc.job.output.Staging;
import org.iikmc.job.output.WriteFailure;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;

/**
 * The legends of the series on a shelf: those of their signatures. Safe for use by several threads.
 */
final class StoredLegends implements SeriesLegends {
  private final Shelf shelf;
  private final SeriesClaims claims;

  /**
   * @param claims of the series on the shelf
   */
  StoredLegends(Shelf shelf, SeriesClaims claims) {
    this.shelf = shelf;
    this.claims = claims;
  }

  @Override
  public Legend legend(Optional<String> workspace, String prefix) throws IOException {
    return find(workspace, prefix).signatures().legend();
  }

  private StoredSeries find(Optional<String> workspace, String prefix) throws IOException {
    if (!workspace.orElse(DirectoryCatalog.PUBLISHED).equals(DirectoryCatalog.PUBLISHED)) {
      throw new InputException(
          "There is no workspace '"
              + workspace.get()
              + "' with series; use "
              + DirectoryCatalog.PUBLISHED
              + ", or leave ",
          Problem.option("workspace"),
          " out.");
    }
    return shelf.series().stream()
        .filter(series -> series.prefix().equals(prefix) && !series.changes())
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "There is no series '" + prefix + "'; name with ",
                    Problem.option("prefix"),
                    " one that was published here."));
  }

  @Override
  public synchronized Legend save(Optional<String> workspace, String prefix, LegendEdit edit)
      throws IOException {
    find(workspace, prefix);
    try (SeriesClaims.Claim claim = claims.claim(prefix)) {
      StoredSeries series = find(workspace, prefix); // nobody replaces it from now on
      if (series.changes()) {
        throw new InputException(
            "The series '"
                + prefix
                + "' is of changes, whose names come from its classes; save the legend of these, and"
                + " find the changes again.");
      }
      Legend current = series.signatures().legend();
      Legend after = edit.over(current);
      if (!after.equals(current)) {
        replace(series, after);
      }
      return after;
    }
  }

  private void replace(StoredSeries series, Legend legend) throws IOException {
    Path folder = series.folder();
    try (Staging staging = Staging.in(folder)) {
      LegendFiles.write(
          staging, folder, series.signatures().with(legend), LegendFiles.Maps.RECOLORED);
      shelf.change(() -> LegendFiles.commit(staging, () -> {}));
    } catch (IOException e) {
      throw WriteFailure.of("The legend of " + series.prefix(), folder, 0, e);
    }
  }
}
