/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.sequential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleBlock;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/** Keeps the blocks as they come, in memory without limit. Immutable. */
public final class SequentialBackend implements AssignmentBackend {
  @Override
  public String description() {
    return "CPU, 1 thread, sequential";
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public HeldSamples hold(SampleSource source, Progress progress) throws IOException {
    List<LabelledBlock> blocks = new ArrayList<>();
    long cells = source.blocks().stream().mapToLong(SampleSource.Block::cells).sum();
    long done = 0;
    for (SampleSource.Block each : source.blocks()) {
      progress.checkCanceled();
      SampleBlock block = each.open();
      block.glimpse().ifPresent(source::take);
      blocks.add(new LabelledBlock(each.scene(), block, new int[block.count()]));
      done += each.cells();
      progress.report(Progress.Stage.READ, done, cells);
    }
    return new SequentialSamples(
        blocks, blocks, SpectralSpace.plain(source.scenes(), source.bands()), 0);
  }

  /** Holds them all the same: this is the plain way, by which others are checked. */
  @Override
  public LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress)
      throws IOException {
    HeldSamples samples = hold(source, Progress.NONE).in(space);
    Assignment assignment = samples.assign(signatures.length);
    assignment.step(signatures, progress);
    LabelStatistics statistics = assignment.statistics(signatures, progress);
    return new LabelStream() {
      @Override
      public void readLabels(int block, byte[] cells) throws IOException {
        progress.checkCanceled();
        assignment.readLabels(block, cells);
      }

      @Override
      public LabelStatistics statistics() {
        return statistics;
      }

      @Override
      public double[][] gather(long[] ordinals) throws IOException {
        return samples.gather(ordinals);
      }

      @Override
      public void close() {
        // nothing but memory
      }
    };
  }

  /** A block of scene {@code scene}, and the label of each of its samples; -1 for none. */
  record LabelledBlock(int scene, SampleBlock samples, int[] labels) {
    /** Copies the bands of sample i, as they are stored. */
    void read(int i, double[] out) {
      for (int b = 0; b < out.length; b++) {
        out[b] = samples.type().get(samples.bands()[b], i);
      }
    }
  }
}
