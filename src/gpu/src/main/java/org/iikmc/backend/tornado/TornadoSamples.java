/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import java.io.IOException;
import org.iikmc.backend.forkjoin.StoredSamples;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.SampleSummary;
import org.iikmc.kmeans.SpectralSpace;

/** Samples that are stored on this machine and computed on the device; all, or those of a scene. */
final class TornadoSamples implements HeldSamples {
  private final StoredSamples stored;
  private final DeviceRun run;
  private final long first;
  private final boolean view;

  TornadoSamples(StoredSamples stored, DeviceRun run) {
    this(stored, run, 0, false);
  }

  private TornadoSamples(StoredSamples stored, DeviceRun run, long first, boolean view) {
    this.stored = stored;
    this.run = run;
    this.first = first;
    this.view = view;
  }

  @Override
  public int bands() {
    return stored.bands();
  }

  @Override
  public SpectralSpace space() {
    return stored.space();
  }

  @Override
  public HeldSamples in(SpectralSpace space) {
    return new TornadoSamples(stored.in(space), run, first, true);
  }

  @Override
  public SampleSummary summary() {
    return stored.summary();
  }

  @Override
  public double[][] gather(long[] ordinals) throws IOException {
    return stored.gather(ordinals);
  }

  @Override
  public double[][][] at(int[] blocks, int[][] cells) throws IOException {
    return stored.at(blocks, cells);
  }

  @Override
  public Assignment assign(int k) {
    return new TornadoAssignment(stored, run, first, k);
  }

  @Override
  public HeldSamples scene(int scene) {
    long before = 0;
    for (int s = 0; s < scene; s++) {
      before += stored.summary().perScene()[s];
    }
    return new TornadoSamples(stored.scene(scene), run, first + before, true);
  }

  @Override
  public void close() throws IOException {
    if (!view) {
      try {
        run.close();
      } finally {
        stored.close();
      }
    }
  }
}
