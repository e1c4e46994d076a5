/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.iikmc.backend.DeviceException;
import org.iikmc.backend.DeviceQueue;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.backend.tornado.DeviceTile.Contents;
import org.iikmc.kmeans.Progress;

/**
 * What a run has of the device: its turn, and tiles for the number of classes that it uses. Turns
 * whatever fails there into a sentence. Not safe for use by several threads.
 */
final class DeviceRun implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(DeviceRun.class.getName());

  private final TornadoGpu gpu;
  private final StoredSamples stored;
  private final DeviceQueue.Turn turn;
  private final Predicate<String> refuse;
  private TileSet tiles;
  private int k;
  private long taken;

  /** Whether the device failed, so that the host does what is left. */
  private boolean lost;

  /**
   * @param stored all samples of the run
   * @param turn given back when this is closed
   * @param refuse is told why the device can't do the steps, or failed, and says whether the host
   *     may do them
   */
  DeviceRun(TornadoGpu gpu, StoredSamples stored, DeviceQueue.Turn turn, Predicate<String> refuse) {
    this.gpu = gpu;
    this.stored = stored;
    this.turn = turn;
    this.refuse = refuse;
  }

  /** What is done on the device. */
  private interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Brings the samples to the device for k classes, if they are not there.
   *
   * @return false if the host is to do the steps instead
   * @throws DeviceException if neither can
   */
  boolean isReady(int classes, Progress progress) throws IOException {
    if (lost) {
      return false;
    }
    if (tiles != null && k == classes) {
      return true;
    }
    Optional<String> fault = gpu.check().fault(stored.type(), stored.bands(), classes);
    if (fault.isEmpty()) {
      try {
        release();
        bring(classes, progress);
        return true;
      } catch (CancellationException | VirtualMachineError e) {
        throw e;
      } catch (RuntimeException | Error e) {
        fault = Optional.of(failed(e));
      }
    }
    if (refuse.test(fault.get())) {
      return false;
    }
    throw DeviceException.refused(fault.get());
  }

  private void bring(int classes, Progress progress) {
    TileSizes sizes = TileSizes.of(stored, classes, gpu.free(), gpu.largestArray());
    gpu.take(sizes.bytes());
    taken = sizes.bytes();
    KernelShape shape = KernelShape.of(stored.type(), stored.bands(), classes, sizes.capacity());
    tiles =
        sizes.resident()
            ? new ResidentTiles(
                stored, shape, window -> gpu.tile(shape, window, Contents.RESIDENT), progress)
            : new StreamedTiles(
                stored, shape, window -> gpu.tile(shape, window, Contents.STREAMED));
    k = classes;
  }

  /**
   * Assigns and sums samples.
   *
   * @return empty if the device failed and the host is to go on; then the labels are lost
   * @throws DeviceException if it failed and the host is not to
   */
  Optional<Totals> step(StepRequest request, Progress progress) throws IOException {
    return onDevice(
        () -> {
          Totals totals = tiles.step(request, progress);
          totals.check(request.frame());
          return totals;
        });
  }

  /**
   * Brings labels from the device to the stored samples.
   *
   * @return false if the device failed, or has before, and the host is to find them again
   * @throws DeviceException if it failed and the host is not to
   */
  boolean storeLabels(long from, long to) throws IOException {
    return !lost
        && onDevice(
                () -> {
                  tiles.storeLabels(from, to);
                  return true;
                })
            .isPresent();
  }

  private <T> Optional<T> onDevice(Work<T> work) throws IOException {
    try {
      return Optional.of(work.run());
    } catch (CancellationException | VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      String fault = failed(e);
      if (!refuse.test(fault)) {
        throw DeviceException.failed(fault, e);
      }
      lost = true;
      releaseIfItCan();
      return Optional.empty();
    }
  }

  private void releaseIfItCan() {
    try {
      release();
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.WARNING, e, () -> gpu.name() + " failed, and keeps memory");
    }
  }

  private String failed(Throwable e) {
    return gpu.name() + " failed (" + Faults.text(e) + ")";
  }

  private void release() {
    try {
      if (tiles != null) {
        tiles.close();
      }
    } finally {
      tiles = null;
      gpu.giveBack(taken);
      taken = 0;
    }
  }

  @Override
  public void close() {
    try {
      release();
    } finally {
      turn.close();
    }
  }
}
