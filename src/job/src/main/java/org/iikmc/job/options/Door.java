/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Where options are given: a command of the command line, or a process of a server. */
public enum Door {
  CLUSTER_COMMAND("cluster", false),
  CLASSIFY_COMMAND("classify", false),
  COMPARE_COMMAND("compare", false),
  RECODE_COMMAND("recode", false),
  SIEVE_COMMAND("sieve", false),
  CHANGE_COMMAND("change", false),
  AREAS_COMMAND("areas", false),
  POLYGONISE_COMMAND("polygonise", false),
  SIMULATE_COMMAND("simulate", false),
  SERVE_COMMAND("serve", false),
  CLUSTER_PROCESS("Cluster", true),
  CLASSIFY_PROCESS("Classify", true),
  SERIES_PROCESS("ClassifySeries", true),
  COMPARE_PROCESS("Compare", true),
  LEGEND_PROCESS("Legend", true),
  SAVE_LEGEND_PROCESS("SaveLegend", true),
  RECODE_PROCESS("Recode", true),
  CHANGE_PROCESS("Change", true),
  POLYGONISE_PROCESS("Polygonise", true);

  private final String text;
  private final boolean process;

  Door(String text, boolean process) {
    this.text = text;
    this.process = process;
  }

  /** As users call the command, or the process within its namespace. */
  public String text() {
    return text;
  }

  /** Whether this is a process of a server. */
  public boolean isProcess() {
    return process;
  }

  /** Those of the command line. */
  public static Set<Door> commands() {
    return of(false);
  }

  /** Those of servers. */
  public static Set<Door> processes() {
    return of(true);
  }

  private static Set<Door> of(boolean process) {
    Set<Door> found = EnumSet.noneOf(Door.class);
    Arrays.stream(values()).filter(door -> door.process == process).forEach(found::add);
    return found;
  }
}
