/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.geotools.api.util.InternationalString;
import org.geotools.data.util.NullProgressListener;

/** Keeps what a run tells, and lets a test act on it. */
final class RecordingListener extends NullProgressListener {
  private final List<String> tasks = Collections.synchronizedList(new ArrayList<>());
  private final List<Float> percents = Collections.synchronizedList(new ArrayList<>());
  private final Consumer<String> onTask;

  RecordingListener() {
    this(task -> {});
  }

  /**
   * @param onTask is told each new task, in the thread of the run
   */
  RecordingListener(Consumer<String> onTask) {
    this.onTask = onTask;
  }

  List<String> tasks() {
    return List.copyOf(tasks);
  }

  List<Float> percents() {
    return List.copyOf(percents);
  }

  @Override
  public void setTask(InternationalString task) {
    tasks.add(task.toString());
    onTask.accept(task.toString());
  }

  @Override
  public void progress(float percent) {
    percents.add(percent);
  }
}
