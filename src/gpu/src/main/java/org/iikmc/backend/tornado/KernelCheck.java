/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.iikmc.backend.forkjoin.ForkJoinBackend;
import org.iikmc.backend.forkjoin.Frame;
import org.iikmc.backend.forkjoin.KernelChoice;
import org.iikmc.backend.forkjoin.SampleMemory;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.backend.tornado.DeviceTile.Contents;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SquaredDistance;

/**
 * Has the device compute {@link KnownPixels}, with the very kernel that a run is about to use, and
 * compares with plain float64 Java. A device, driver or compiler that is wrong is found before it
 * can spoil a map; each kind of kernel is checked until it passes. Safe for use by several threads.
 */
final class KernelCheck {
  private static final double TOLERANCE = 1e-12;

  /** So few that each has several batches, though the pixels are few. */
  private static final int GROUPS = 2;

  private final TornadoGpu gpu;
  private final Set<Kind> passed = ConcurrentHashMap.newKeySet();

  private record Kind(SampleType type, int bands, int k) {}

  KernelCheck(TornadoGpu gpu) {
    this.gpu = gpu;
  }

  /** What is wrong, as a sentence without its full stop; empty if all is well. */
  Optional<String> fault(SampleType type, int bands, int k) {
    Kind kind = new Kind(type, bands, k);
    if (passed.contains(kind)) {
      return Optional.empty();
    }
    Optional<String> fault = run(kind);
    if (fault.isEmpty()) {
      passed.add(kind);
    }
    return fault;
  }

  private Optional<String> run(Kind kind) {
    KnownPixels pixels = new KnownPixels(kind.type, kind.bands);
    ForkJoinBackend host =
        new ForkJoinBackend(
            KernelChoice.scalar("not used"),
            1,
            Long.MAX_VALUE / 2,
            new SampleMemory(Long.MAX_VALUE / 2),
            Path.of(System.getProperty("java.io.tmpdir")));
    try (StoredSamples stored = host.hold(pixels, Progress.NONE)) {
      KernelShape shape =
          KernelShape.of(kind.type, kind.bands, kind.k, KnownPixels.COUNT).withGroups(GROUPS);
      try (SampleWindow window = new SampleWindow(shape);
          DeviceTile device = gpu.tile(shape, window, Contents.STREAMED)) {
        return compare(kind, pixels, stored, window, device);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Pixels in memory can't be read", e);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return Optional.of(gpu.name() + " can't run the kernel (" + Faults.text(e) + ")");
    }
  }

  private Optional<String> compare(
      Kind kind, KnownPixels pixels, StoredSamples stored, SampleWindow window, DeviceTile device) {
    double[][] rows = pixels.rows();
    Tile tile = Tile.cut(stored, KnownPixels.COUNT).get(0);
    window.load(stored, tile);
    int[] labels = new int[rows.length];
    Frame plain = stored.frames().get(0);
    Frame mapped = stored.in(pixels.space()).frames().get(0);
    // The first step meets no labels, the others do.
    for (int step = 0; step < 4; step++) {
      Frame frame = step < 2 ? plain : mapped;
      double[][] places = frame == plain ? rows : whitened(rows, frame);
      double[][] centroids = pixels.centroids(kind.k, step);
      centroids = frame == plain ? centroids : whitened(centroids, frame);
      StepRequest request = new StepRequest(centroids, frame, 0, rows.length, step == 0);
      Totals totals = device.step(request, 0, rows.length);
      window.storeLabels(stored, tile, 0, rows.length);
      byte[] found = stored.labels(0, new byte[StoredSamples.BLOCK_SAMPLES]);
      long changed = 0;
      int wrong = 0;
      for (int i = 0; i < rows.length; i++) {
        int label = SquaredDistance.nearest(places[i], centroids);
        changed += step == 0 || label != labels[i] ? 1 : 0;
        wrong += label != (found[i] & 0xFF) ? 1 : 0;
        labels[i] = label;
      }
      String what = wrong > 0 ? wrong + " of " + rows.length + " labels are wrong" : null;
      if (what == null && changed != totals.changed()) {
        what = totals.changed() + " labels are said to have changed, not " + changed;
      }
      if (what == null && !sumsAgree(kind, rows, labels, totals)) {
        what = "sums of classes are wrong";
      }
      if (what != null) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "%s computes wrongly: of known %s pixels (%d bands, k = %d) %s",
                gpu.name(),
                kind.type.name().toLowerCase(Locale.ROOT),
                kind.bands,
                kind.k,
                what));
      }
    }
    return Optional.empty();
  }

  private static double[][] whitened(double[][] rows, Frame frame) {
    return Arrays.stream(rows).map(frame.whitening()::of).toArray(double[][]::new);
  }

  private static boolean sumsAgree(Kind kind, double[][] rows, int[] labels, Totals totals) {
    long[] counts = new long[kind.k];
    double[][] sums = new double[kind.k][kind.bands];
    double[][] sizes = new double[kind.k][kind.bands];
    for (int i = 0; i < rows.length; i++) {
      counts[labels[i]]++;
      for (int b = 0; b < kind.bands; b++) {
        sums[labels[i]][b] += rows[i][b];
        sizes[labels[i]][b] += Math.abs(rows[i][b]);
      }
    }
    for (int c = 0; c < kind.k; c++) {
      if (counts[c] != totals.count(c)) {
        return false;
      }
      for (int b = 0; b < kind.bands && counts[c] > 0; b++) {
        double error = Math.abs(totals.mean(c, b) * counts[c] - sums[c][b]);
        if (!(error <= TOLERANCE * sizes[c][b])) {
          return false;
        }
      }
    }
    return true;
  }
}
