/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Progress;

/**
 * Tiles that all stay on the device: steps exchange only centroids and partial sums, and labels
 * come back when they are asked for.
 */
final class ResidentTiles implements TileSet {
  private final StoredSamples stored;
  private final KernelShape shape;
  private final List<Tile> tiles;
  private final SampleWindow window;
  private final List<DeviceTile> onDevice = new ArrayList<>();

  /**
   * Takes the samples to the device.
   *
   * @param maker of tiles with these contents, over a window
   * @throws java.util.concurrent.CancellationException if the progress says so
   */
  ResidentTiles(
      StoredSamples stored,
      KernelShape shape,
      Function<SampleWindow, DeviceTile> maker,
      Progress progress) {
    this.stored = stored;
    this.shape = shape;
    tiles = Tile.cut(stored, shape.capacity());
    window = new SampleWindow(shape);
    try {
      for (Tile tile : tiles) {
        progress.checkCanceled();
        window.load(stored, tile);
        DeviceTile device = maker.apply(window);
        onDevice.add(device);
        device.prepare(stored.frames().get(0));
      }
    } catch (Throwable e) {
      try {
        close();
      } catch (RuntimeException another) {
        e.addSuppressed(another);
      }
      throw e;
    }
  }

  @Override
  public Totals step(StepRequest request, Progress progress) {
    Totals totals = new Totals(shape.k(), request.frame().center(), shape.type().isInteger());
    for (int t = 0; t < tiles.size(); t++) {
      Tile tile = tiles.get(t);
      int start = tile.offset(request.from());
      int end = tile.offset(request.to());
      if (start < end) {
        progress.checkCanceled();
        totals.add(onDevice.get(t).step(request, start, end));
      }
    }
    return totals;
  }

  @Override
  public void storeLabels(long from, long to) {
    for (int t = 0; t < tiles.size(); t++) {
      Tile tile = tiles.get(t);
      int start = tile.offset(from);
      int end = tile.offset(to);
      if (start < end) {
        onDevice.get(t).fetchLabels();
        window.storeLabels(stored, tile, start, end);
      }
    }
  }

  @Override
  public void close() {
    try {
      DeviceTile.closeAll(onDevice);
    } finally {
      window.close();
    }
  }
}
