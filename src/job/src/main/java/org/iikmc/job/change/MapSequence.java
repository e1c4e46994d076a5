/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.iikmc.job.options.Given;
import org.iikmc.job.options.Options;
import org.iikmc.kmeans.problem.InputException;
import org.iikmc.kmeans.problem.Problem;
import org.iikmc.raster.SceneSource;

/**
 * Maps in the order of time.
 *
 * @param maps at least two
 */
record MapSequence(List<SceneSource> maps) {
  private static final int MOST_NAMED = 12;

  /**
   * Puts maps in their order: that of their dates or, where none has a date, the one in which they
   * are given.
   *
   * @param ordered whether the order in which they are given is one that the user chose
   * @param given with the dates to begin and to end with
   * @throws InputException if there is no such order, or fewer than two maps are left
   */
  static MapSequence of(List<SceneSource> maps, boolean ordered, Given given) {
    checkThereAreTwo(maps);
    Optional<LocalDate> from = given.find(Options.FROM_DATE);
    Optional<LocalDate> to = given.find(Options.TO_DATE);
    List<SceneSource> undated = maps.stream().filter(map -> map.date().isEmpty()).toList();
    boolean datesAreNeeded =
        from.isPresent() || to.isPresent() || !ordered || undated.size() < maps.size();
    if (!undated.isEmpty() && datesAreNeeded) {
      throw new InputException(
          "No date is known of the map '"
              + undated.get(0).name()
              + "', so that it has no place in time; put one into its name, such as 2018-04-05, or"
              + " name the maps one by one in their order, all of them without dates.");
    }
    if (!undated.isEmpty()) {
      return new MapSequence(List.copyOf(maps));
    }
    List<SceneSource> sorted = new ArrayList<>(maps);
    sorted.sort(Comparator.comparing(map -> map.date().orElseThrow()));
    checkDatesDiffer(sorted);
    if (from.isEmpty() && to.isEmpty()) {
      return new MapSequence(List.copyOf(sorted));
    }
    SceneSource first =
        from.map(date -> at(sorted, date, Options.FROM_DATE.name())).orElse(sorted.get(0));
    SceneSource last =
        to.map(date -> at(sorted, date, Options.TO_DATE.name()))
            .orElse(sorted.get(sorted.size() - 1));
    if (sorted.indexOf(first) >= sorted.indexOf(last)) {
      throw new InputException(
          Problem.option(Options.FROM_DATE.name(), first.date().orElseThrow().toString()),
          " is not before ",
          Problem.option(Options.TO_DATE.name(), last.date().orElseThrow().toString()),
          "; give an earlier date and a later one.");
    }
    return new MapSequence(List.of(first, last));
  }

  private static void checkThereAreTwo(List<SceneSource> maps) {
    if (maps.size() < 2) {
      throw new InputException(
          "The map '"
              + maps.get(0).name()
              + "' is the only one, but a change needs two; name another, or a folder of maps.");
    }
  }

  private static void checkDatesDiffer(List<SceneSource> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).date().equals(sorted.get(i - 1).date())) {
        throw new InputException(
            "The maps '"
                + sorted.get(i - 1).name()
                + "' and '"
                + sorted.get(i).name()
                + "' have the same date, "
                + sorted.get(i).date().orElseThrow()
                + "; give one of them.");
      }
    }
  }

  private static SceneSource at(List<SceneSource> sorted, LocalDate date, String option) {
    return sorted.stream()
        .filter(map -> map.date().orElseThrow().equals(date))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Problem.option(option, date.toString()),
                    " is the date of no map; there are "
                        + sorted.stream()
                            .limit(MOST_NAMED)
                            .map(map -> map.date().orElseThrow().toString())
                            .collect(Collectors.joining(", "))
                        + (sorted.size() > MOST_NAMED ? " and more." : ".")));
  }

  /** Each map with the next one. */
  List<MapPair> pairs() {
    List<MapPair> pairs = new ArrayList<>();
    for (int i = 1; i < maps.size(); i++) {
      pairs.add(new MapPair(maps.get(i - 1), maps.get(i)));
    }
    return pairs;
  }
}
