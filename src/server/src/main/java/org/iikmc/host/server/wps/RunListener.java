/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.wps;

import org.geotools.api.util.InternationalString;
import org.geotools.data.util.NullProgressListener;

/** How far a run is, and whether it is to stop. Written by one thread and read by others. */
final class RunListener extends NullProgressListener {
  private volatile float percent;
  private volatile String task = "";
  private volatile boolean canceled;

  @Override
  public void setTask(InternationalString newTask) {
    task = newTask.toString();
  }

  @Override
  public void progress(float newPercent) {
    percent = newPercent;
  }

  @Override
  public float getProgress() {
    return percent;
  }

  /** A sentence; empty before the first. */
  String task() {
    return task;
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  @Override
  public void setCanceled(boolean cancel) {
    canceled = cancel;
  }
}
