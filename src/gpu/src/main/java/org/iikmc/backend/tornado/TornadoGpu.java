/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.util.Arrays;
import java.util.Optional;
import org.iikmc.backend.DeviceQueue;
import org.iikmc.backend.Gpu;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.tornado.DeviceTile.Contents;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/** A device of TornadoVM, and what its runs share. Safe for use by several threads. */
final class TornadoGpu implements Gpu {
  /** Of a kernel that is checked on request, when no run tells what it will need. */
  private static final int CHECKED_BANDS = 4;

  private static final int CHECKED_K = 5;

  /** Bytes that an array may not quite have: TornadoVM wants less than the device's limit. */
  private static final long MARGIN = 4096;

  private final TornadoDevice device;
  private final Kernel kernel;
  private final long memory;
  private final DeviceQueue queue = new DeviceQueue();
  private final KernelCheck check = new KernelCheck(this);
  private long free;

  /**
   * @param kernel that computes the steps
   * @param memory bytes that runs may use
   */
  TornadoGpu(TornadoDevice device, Kernel kernel, long memory) {
    this.device = device;
    this.kernel = kernel;
    this.memory = memory;
    free = memory;
  }

  @Override
  public String name() {
    return device.getPhysicalDevice().getDeviceName().strip()
        + " ("
        + device.getTornadoVMBackend().name()
        + ")";
  }

  @Override
  public boolean isAccelerator() {
    TornadoDeviceType type = device.getDeviceType();
    return type == TornadoDeviceType.GPU || type == TornadoDeviceType.ACCELERATOR;
  }

  @Override
  public long memory() {
    return memory;
  }

  @Override
  public Optional<String> fault() {
    return Arrays.stream(SampleType.values())
        .flatMap(type -> check.fault(type, CHECKED_BANDS, CHECKED_K).stream())
        .findFirst();
  }

  @Override
  public double copyRate() {
    try (DeviceQueue.Turn turn = queue.take(Progress.NONE)) {
      return DeviceCopy.rate(device, Math.min(free() / 2, largestArray()));
    }
  }

  @Override
  public AssignmentBackend backend(ForkJoinBackend host, boolean instead) {
    return new TornadoBackend(this, host, instead);
  }

  DeviceQueue queue() {
    return queue;
  }

  KernelCheck check() {
    return check;
  }

  /** Room for a tile, with the kernel for its shape. */
  DeviceTile tile(KernelShape shape, SampleWindow window, Contents contents) {
    return new DeviceTile(device, kernel, shape, window, contents);
  }

  /** Bytes that an array on the device may have. */
  long largestArray() {
    return device.getPhysicalDevice().getDeviceMaxAllocationSize() - MARGIN;
  }

  /** Bytes that no run has. Two runs of one thread share them: see {@link DeviceQueue}. */
  synchronized long free() {
    return free;
  }

  /** Notes that a run has taken some; a little more than there is, if it can't do with less. */
  synchronized void take(long bytes) {
    free -= bytes;
  }

  synchronized void giveBack(long bytes) {
    free += bytes;
  }
}
