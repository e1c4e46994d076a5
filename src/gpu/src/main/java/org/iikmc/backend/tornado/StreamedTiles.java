/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Progress;

/**
 * Tiles that take turns on the device, because all together don't fit. There are two places for
 * them, each with a window and a thread of its own: while one tile is computed, the next is copied.
 * Which place a tile gets does not matter, since totals are added in the order of the tiles.
 */
final class StreamedTiles implements TileSet {
  private static final int PLACES = 2;

  private final StoredSamples stored;
  private final KernelShape shape;
  private final List<Tile> tiles;
  private final List<Place> places = new ArrayList<>();
  private final ExecutorService threads;

  private record Place(SampleWindow window, DeviceTile device) {}

  /**
   * Makes the places.
   *
   * @param maker of tiles with streamed contents, over a window
   */
  StreamedTiles(StoredSamples stored, KernelShape shape, Function<SampleWindow, DeviceTile> maker) {
    this.stored = stored;
    this.shape = shape;
    tiles = Tile.cut(stored, shape.capacity());
    threads = Executors.newFixedThreadPool(PLACES, task -> new Thread(task, "iikmc-device"));
    try {
      for (int i = 0; i < Math.min(PLACES, tiles.size()); i++) {
        SampleWindow window = new SampleWindow(shape);
        DeviceTile device = maker.apply(window);
        places.add(new Place(window, device));
        // One after the other, because compiling is the same work twice.
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

  /** Places on the device for which there must be room. */
  static int places() {
    return PLACES;
  }

  @Override
  public Totals step(StepRequest request, Progress progress) throws IOException {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    Totals[] ofTiles = new Totals[tiles.size()];
    List<CompletableFuture<Void>> running =
        places.stream()
            .map(
                place ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            int t = next.getAndIncrement();
                            while (t < tiles.size() && !failed.get()) {
                              progress.checkCanceled();
                              ofTiles[t] = step(place, tiles.get(t), request);
                              t = next.getAndIncrement();
                            }
                          } catch (Throwable e) {
                            failed.set(true);
                            throw e;
                          }
                        },
                        threads))
            .toList();
    join(running);
    Totals totals = new Totals(shape.k(), request.frame().center(), shape.type().isInteger());
    for (Totals ofTile : ofTiles) {
      if (ofTile != null) {
        totals.add(ofTile);
      }
    }
    return totals;
  }

  /** Null if none of the samples is in the tile. */
  private Totals step(Place place, Tile tile, StepRequest request) {
    int start = tile.offset(request.from());
    int end = tile.offset(request.to());
    if (start == end) {
      return null;
    }
    place.window().load(stored, tile);
    place.window().loadLabels(stored, tile);
    Totals totals = place.device().step(request, start, end);
    place.window().storeLabels(stored, tile, start, end);
    return totals;
  }

  /** Waits for all, even if one fails: until then the device works on the windows. */
  private static void join(List<CompletableFuture<Void>> running) {
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void storeLabels(long from, long to) {
    // They are, after every step.
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      DeviceTile.closeAll(places.stream().map(Place::device).toList());
    } finally {
      places.forEach(place -> place.window().close());
    }
  }
}
