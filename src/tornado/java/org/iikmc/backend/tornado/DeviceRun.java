/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.iikmc.backend.DeviceQueue;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.backend.tornado.DeviceTile.Contents;
import org.iikmc.kmeans.Progress;

/**
 * What a run has of the device: its turn, and tiles for the number of classes that it uses. Turns
 * whatever fails there into a sentence. Not safe for use by several threads.
 */
final class DeviceRun implements AutoCloseable {
  private static final String INSTEAD = "use --device cpu (device=cpu in a request)";

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
   * @throws IOException if neither can
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
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        fault = Optional.of(gpu.name() + " failed (" + Faults.text(e) + ")");
      }
    }
    if (refuse.test(fault.get())) {
      return false;
    }
    throw new IOException(fault.get() + "; " + INSTEAD + ".");
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

  Totals step(double[][] centroids, long from, long to, boolean unlabelled, Progress progress)
      throws IOException {
    return onDevice(() -> tiles.step(centroids, from, to, unlabelled, progress));
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
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IOException(gpu.name() + " failed (" + Faults.text(e) + "); " + INSTEAD + ".", e);
    }
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
