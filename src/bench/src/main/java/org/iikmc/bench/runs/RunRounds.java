/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs contenders in turns, so that whatever else the machine does for a while hits all of them.
 *
 * @param contenders in the order in which they are told
 * @param options that all of them are given
 * @param work existing folder for what they write, which is deleted after each run
 */
public record RunRounds(List<Contender> contenders, List<String> options, Path work) {
  /**
   * Runs them. One that fails is left out of the rounds after.
   *
   * @param told gets a line about each run
   */
  public List<Standing> run(int rounds, Consumer<String> told)
      throws IOException, InterruptedException {
    List<List<WholeRun>> runs = new ArrayList<>();
    contenders.forEach(contender -> runs.add(new ArrayList<>()));
    Map<Integer, String> failures = new TreeMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (int c = 0; c < contenders.size(); c++) {
        if (!failures.containsKey(c)) {
          String line = "round " + round + ", " + contenders.get(c).name() + ": ";
          try {
            WholeRun run = run(contenders.get(c));
            runs.get(c).add(run);
            told.accept(line + String.format(Locale.ROOT, "%.1f s", run.seconds()));
          } catch (IOException e) {
            failures.put(c, e.getMessage());
            told.accept(line + e.getMessage());
          }
        }
      }
    }
    List<Standing> standings = new ArrayList<>();
    for (int c = 0; c < contenders.size(); c++) {
      standings.add(
          new Standing(contenders.get(c).name(), List.copyOf(runs.get(c)), failures.get(c)));
    }
    return standings;
  }

  private WholeRun run(Contender contender) throws IOException, InterruptedException {
    Path out = work.resolve("out");
    try {
      return WholeRun.of(contender, options, out);
    } finally {
      delete(out);
    }
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
