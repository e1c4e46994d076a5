/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.Locale;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.SimpleInternationalString;
import org.iikmc.kmeans.Iteration;
import org.iikmc.kmeans.Progress;

/**
 * Tells a WPS how far a run is: percent, which never fall, and a sentence. Each stage has its share
 * of the hundred; how long clustering takes is not known, so each iteration takes a part of what is
 * left of its share.
 */
final class ListenerProgress implements Progress {
  private static final float PART_OF_ITERATION = 0.12f;

  /** What the parts of all iterations come to; the rest is for {@link #LEAST_STEP}. */
  private static final float PARTS_TOGETHER = 0.75f;

  /** A step that a float still sees after a server has scaled it. */
  private static final float LEAST_STEP = 1e-5f;

  /** GeoServer shows a task only with a percent that rises, and this one is the first. */
  private static final float WAITING = 0.5f;

  private final ProgressListener listener;
  private float percent;
  private String task = "";
  private float clustered;

  /** Which of several clusterings this is, from 0, and of how many. */
  private int trial;

  private int trials = 1;
  private String clustering = "Clustering";

  /**
   * @param listener null if nobody listens
   */
  ListenerProgress(ProgressListener listener) {
    this.listener = listener;
  }

  private float start(Stage stage) {
    return switch (stage) {
      case READ -> 0;
      case CLUSTER -> 30;
      case MEASURE -> 72;
      case WRITE -> clustered == 0 ? 0 : 76; // where nothing is clustered, maps are all
      case COMPARE -> 90;
    };
  }

  private static float end(Stage stage) {
    return switch (stage) {
      case READ -> 30;
      case CLUSTER -> 72;
      case MEASURE -> 76;
      case WRITE -> 90;
      case COMPARE -> 95;
    };
  }

  @Override
  public void report(Stage stage, long done, long total) {
    if (stage == Stage.CLUSTER || total <= 0) {
      return; // iterations are told one by one
    }
    float share = Math.min(1, (float) done / total);
    String text =
        switch (stage) {
          case READ -> "Reading the scenes";
          case MEASURE -> "Measuring the quality";
          case WRITE -> "Writing the maps";
          default -> "Clustering each scene for itself, to compare";
        };
    tell(start(stage) + share * (end(stage) - start(stage)), text);
  }

  @Override
  public void note(String text) {
    if (listener != null) {
      listener.warningOccurred("iikmc", null, text);
    }
  }

  @Override
  public synchronized void trial(int k, int number, int of) {
    trial = number - 1;
    trials = of;
    clustered = 0;
    clustering = String.format("Clustering into %d classes (%d of %d)", k, number, of);
  }

  @Override
  public synchronized void iteration(Iteration iteration) {
    float part = (PARTS_TOGETHER - clustered) * PART_OF_ITERATION;
    clustered = Math.min(1, clustered + Math.max(part, LEAST_STEP));
    tell(
        start(Stage.CLUSTER)
            + (trial + clustered) / trials * (end(Stage.CLUSTER) - start(Stage.CLUSTER)),
        String.format(
            Locale.ROOT,
            "%s: iteration %d, %,d pixels changed their class",
            clustering,
            iteration.number(),
            iteration.changed()));
  }

  /** The layers are being made. */
  void publishing() {
    tell(96, "Publishing the layers");
  }

  /** Other runs have to end first. */
  void waiting() {
    tell(WAITING, "Waiting for other runs to end");
  }

  private synchronized void tell(float newPercent, String newTask) {
    if (listener == null) {
      return;
    }
    boolean otherTask = !newTask.equals(task);
    if (otherTask) {
      task = newTask;
      listener.setTask(new SimpleInternationalString(newTask));
    }
    // GeoServer shows a new task only with the next percent; in between, a whole one is news
    // enough.
    if (newPercent > percent && (otherTask || (int) newPercent > (int) percent)) {
      percent = newPercent;
      listener.progress(newPercent);
    }
  }

  @Override
  public boolean isCanceled() {
    return listener != null && listener.isCanceled();
  }
}
