/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import org.apache.spark.TaskContext;
import org.iikmc.kmeans.Progress;

/** Ends the work of a task that Spark wants no more. */
final class ExecutorProgress implements Progress {
  private final TaskContext task = TaskContext.get();

  @Override
  public boolean isCanceled() {
    return task != null && task.isInterrupted();
  }
}
