/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SignatureDistances;

/**
 * Figures of the labels that a step with the same signatures left, which are those of the nearest
 * signatures; the distances to the two nearest are taken once more, for the silhouette. Blocks are
 * cut into runs by their scene and number alone, and the runs are added in order, so that the
 * result does not depend on the threads.
 */
final class StatisticsPass {
  /** Runs per scene: enough to share out, few enough to keep their figures. */
  private static final int RUNS = 64;

  private final ForkJoinSamples samples;
  private final double[][] signatures;

  StatisticsPass(ForkJoinSamples samples, double[][] signatures) {
    this.samples = samples;
    this.signatures = signatures;
  }

  LabelStatistics run(Progress progress) throws IOException {
    int scenes = samples.summary().perScene().length;
    int k = signatures.length;
    int bands = samples.bands();
    ClassFigures all = new ClassFigures(k, bands);
    ClassFigures[] ofScenes = new ClassFigures[scenes];
    long total = samples.summary().count();
    long done = 0;
    for (int scene = 0; scene < scenes; scene++) {
      List<StoredBlock> blocks = samples.blocksOfScene(scene);
      List<List<StoredBlock>> runs = runs(blocks);
      ClassFigures[] totals = new ClassFigures[runs.size()];
      samples
          .workers()
          .forEach(
              runs.size(),
              progress,
              Worker::new,
              (worker, i) -> totals[i] = worker.measure(runs.get(i)));
      ClassFigures ofScene = new ClassFigures(k, bands);
      for (ClassFigures run : totals) {
        ofScene.add(run);
      }
      ofScenes[scene] = ofScene;
      all.add(ofScene);
      done += blocks.stream().mapToLong(block -> block.count).sum();
      progress.report(Progress.Stage.MEASURE, done, total);
    }
    return ClassFigures.statistics(ofScenes, all);
  }

  private static List<List<StoredBlock>> runs(List<StoredBlock> blocks) {
    int size = (blocks.size() + RUNS - 1) / RUNS;
    List<List<StoredBlock>> runs = new ArrayList<>();
    for (int from = 0; from < blocks.size(); from += size) {
      runs.add(blocks.subList(from, Math.min(from + size, blocks.size())));
    }
    return runs;
  }

  /** What one thread does. */
  private final class Worker {
    private final SignatureDistances distances =
        new SignatureDistances(signatures, samples.space());
    private final Object room = samples.type().newArray(SignatureDistances.CAPACITY);
    private final BlockRoom blockRoom = new BlockRoom();
    private final byte[] labelRoom = new byte[SignatureDistances.CAPACITY];

    ClassFigures measure(List<StoredBlock> blocks) {
      ClassFigures figures = new ClassFigures(signatures.length, samples.bands());
      for (StoredBlock stored : blocks) {
        StoredBlock block = stored.open(blockRoom);
        for (int from = 0; from < block.count; from += SignatureDistances.CAPACITY) {
          int n = Math.min(SignatureDistances.CAPACITY, block.count - from);
          for (int b = 0; b < samples.bands(); b++) {
            Object values = block.values(b, from, n, room);
            distances.load(b, block.type, values, values == room ? 0 : from, n);
          }
          byte[] labels = block.labels(from, n, labelRoom);
          int first = labels == labelRoom ? 0 : from;
          distances.measure(samples.sceneOf(block), labels, first, n);
          figures.add(distances, n);
        }
      }
      return figures;
    }
  }
}
