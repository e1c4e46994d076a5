/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
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
  private final TornadoGpu gpu;
  private final StoredSamples stored;
  private final DeviceQueue.Turn turn;
  private final Predicate<String> refuse;
  private TileSet tiles;
  private int k;
  private long taken;

  /**
   * @param stored all samples of the run
   * @param turn given back when this is closed
   * @param refuse is told why the device can't do the steps, and says whether the host may
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
   * @param part those that the request is about
   */
  Totals step(StoredSamples part, StepRequest request, Progress progress) throws IOException {
    return onDevice(
        () -> {
          Totals totals = tiles.step(request, progress);
          totals.check(part);
          return totals;
        });
  }

  void storeLabels(long from, long to) throws IOException {
    onDevice(
        () -> {
          tiles.storeLabels(from, to);
          return null;
        });
  }

  private <T> T onDevice(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (CancellationException | VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw DeviceException.failed(failed(e), e);
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
