/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SignatureDistances;
import org.iikmc.kmeans.SpectralSpace;

/**
 * Figures of the labels that a step left, about signatures; distances to all of them are taken once
 * more, for the silhouette. Samples are taken in the order in which they were read, wherever they
 * lie now, so that the figures of a run depend on neither threads nor leaves.
 */
final class StatisticsPass {
  private final LocalBlocks blocks;
  private final SpectralSpace space;
  private final double[][] signatures;

  /**
   * @param space of the scenes of the blocks
   */
  StatisticsPass(LocalBlocks blocks, SpectralSpace space, double[][] signatures) {
    this.blocks = blocks;
    this.space = space;
    this.signatures = signatures;
  }

  /** The figures of each run. */
  Map<Integer, ClassFigures> run(Progress progress) throws IOException {
    List<List<StoredBlock>> runs = blocks.runs();
    ClassFigures[] figures = new ClassFigures[runs.size()];
    long total = blocks.blocks().stream().mapToLong(block -> block.count).sum();
    AtomicLong done = new AtomicLong();
    blocks
        .workers()
        .forEach(
            runs.size(),
            progress,
            Worker::new,
            (worker, i) -> {
              figures[i] = worker.measure(runs.get(i));
              long samples = runs.get(i).stream().mapToLong(block -> block.count).sum();
              progress.report(Progress.Stage.MEASURE, done.addAndGet(samples), total);
            });
    Map<Integer, ClassFigures> byRun = new HashMap<>();
    for (int i = 0; i < figures.length; i++) {
      byRun.put(runs.get(i).get(0).facts.run(), figures[i]);
    }
    return byRun;
  }

  /** What one thread does. */
  private final class Worker {
    private final SignatureDistances distances = new SignatureDistances(signatures, space);
    private final BlockRoom room = new BlockRoom();
    private final byte[] labels = new byte[SignatureDistances.CAPACITY];

    ClassFigures measure(List<StoredBlock> run) {
      ClassFigures figures = new ClassFigures(signatures.length, blocks.bands());
      for (StoredBlock stored : run) {
        StoredBlock block = stored.open(room); // whose arrays are whole
        for (int from = 0; from < block.count; from += SignatureDistances.CAPACITY) {
          int n = Math.min(SignatureDistances.CAPACITY, block.count - from);
          for (int b = 0; b < blocks.bands(); b++) {
            load(block, b, from, n);
          }
          byte[] all = block.labels(0, block.count, null);
          for (int i = 0; i < n; i++) {
            labels[i] = all[block.place(from + i)];
          }
          distances.measure(blocks.sceneOf(block), labels, 0, n);
          figures.add(distances, n);
        }
      }
      return figures;
    }

    private void load(StoredBlock block, int band, int from, int n) {
      Object values = block.values(band, 0, block.count, null);
      if (block.order() == null) {
        distances.load(band, block.type, values, from, n);
      } else {
        distances.load(band, block.type, values, block.order().places(), from, n);
      }
    }
  }
}
