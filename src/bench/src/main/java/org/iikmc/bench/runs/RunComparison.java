/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.bench.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;

/**
 * Several contenders side by side. As it is, this record is the JSON document.
 *
 * @param machine what they ran on
 * @param options that all of them were given, scenes last
 * @param standings one for each contender
 */
public record RunComparison(Machine machine, List<String> options, List<Standing> standings) {
  private static final String ROW = "%-22s %8s %8s %8s %8s %8s %8s %8s %10s%n";

  /** A table for a terminal: seconds by stage of the median round, and what else is told. */
  public String table() {
    StringBuilder text = new StringBuilder(machine + "\n");
    text.append(
        row("", "start", "read", "cluster", "measure", "write", "all", "speedup", "peak memory"));
    double reference = 0;
    for (Standing standing : standings) {
      if (standing.hasRun()) {
        WholeRun run = standing.median();
        reference = reference == 0 ? run.seconds() : reference;
        text.append(row(standing.name(), run, reference / run.seconds()));
      }
      if (standing.failure() != null) {
        text.append(String.format("%-22s failed: %s%n", standing.name(), standing.failure()));
      }
    }
    return text.toString();
  }

  private static String row(String name, WholeRun run, double speedup) {
    return row(
        name,
        seconds(run.rest()),
        seconds(run.stages().read()),
        seconds(run.stages().cluster()),
        seconds(run.stages().measure()),
        seconds(run.stages().write()),
        seconds(run.seconds()),
        String.format(Locale.ROOT, "%.1fx", speedup),
        run.peakBytes() == null ? "-" : (run.peakBytes() >> 20) + " MiB");
  }

  private static String row(Object... cells) {
    return String.format(ROW, cells);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  /** The document. */
  public String json() {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // plain values are always written
    }
  }
}
