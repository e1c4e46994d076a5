/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Measures how fast a device copies its own memory, by its own clock. */
final class DeviceCopy {
  /** More than a device keeps in a cache. */
  private static final long LARGEST = 128L << 20;

  private static final int RUNS = 10;

  private DeviceCopy() {}

  /**
   * Bytes per second, read and written, of the fastest of some copies.
   *
   * @param most bytes of an array
   */
  static double rate(TornadoDevice device, long most) {
    int items = (int) (Math.min(LARGEST, most) / Integer.BYTES / StepKernel.GROUP);
    int values = items * StepKernel.GROUP;
    IntArray from = new IntArray(values);
    IntArray to = new IntArray(values);
    TaskGraph graph =
        new TaskGraph("iikmc")
            .transferToDevice(DataTransferMode.FIRST_EXECUTION, from)
            .task("copy", DeviceCopy::copyValues, new KernelContext(), from, to)
            .transferToHost(DataTransferMode.UNDER_DEMAND, to);
    WorkerGrid1D grid = new WorkerGrid1D(values);
    grid.setLocalWork(StepKernel.GROUP, 1, 1);
    long least = Long.MAX_VALUE;
    try (TornadoExecutionPlan plan = new TornadoExecutionPlan(graph.snapshot())) {
      plan.withDevice(device);
      plan.withGridScheduler(new GridScheduler("iikmc.copy", grid));
      plan.withProfiler(ProfilerMode.SILENT);
      for (int run = 0; run < RUNS; run++) {
        least = Math.min(least, plan.execute().getProfilerResult().getDeviceKernelTime());
      }
    } catch (TornadoExecutionPlanException e) {
      throw new IllegalStateException("The memory of the device can't be freed", e);
    }
    return 2e9 * Integer.BYTES * values / least;
  }

  private static void copyValues(KernelContext context, IntArray from, IntArray to) {
    to.set(context.globalIdx, from.get(context.globalIdx));
  }
}
