/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.io.IOException;
import java.util.Map;
import org.geotools.api.data.Parameter;
import org.geotools.api.util.ProgressListener;
import org.geotools.process.Process;
import org.iikmc.job.catalog.SceneCatalog;
import org.iikmc.job.options.Door;

/** A process of this project: says what it is, and runs a job. Keeps nothing of a run. */
abstract class JobProcess implements Process {
  private final Door door;
  private final SceneCatalog catalog;
  private final Runs runs;

  /**
   * @param door whose options are the inputs
   * @param catalog where scenes come from and maps go to; shared with other processes
   * @param runs what all runs may take; likewise
   */
  JobProcess(Door door, SceneCatalog catalog, Runs runs) {
    this.door = door;
    this.catalog = catalog;
    this.runs = runs;
  }

  abstract String title();

  abstract String description();

  /** Its only output. */
  abstract Parameter<?> result();

  /**
   * Does the work.
   *
   * @return what the result says
   */
  abstract Object run(ProcessInputs inputs, ListenerProgress progress) throws IOException;

  /** Whether it changes something on the server. */
  boolean writes() {
    return false;
  }

  /** Whether it may take long, and waits for its turn. */
  boolean computes() {
    return true;
  }

  Door door() {
    return door;
  }

  SceneCatalog catalog() {
    return catalog;
  }

  Runs runs() {
    return runs;
  }

  @Override
  public Map<String, Object> execute(Map<String, Object> input, ProgressListener listener) {
    return Map.of(
        result().key,
        runs.call(listener, progress -> run(new ProcessInputs(door, input, catalog), progress)));
  }
}
