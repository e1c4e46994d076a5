/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.iikmc.backend.forkjoin.SampleHead;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;

/** Labels of samples on the executors, k classes. */
final class SparkAssignment implements Assignment {
  private final SparkSamples samples;
  private final int k;
  private final long id;

  /** Made in the first step. */
  private Broadcast<Labelling> labelling;

  private int step;

  /** Of the last step, where distances are Euclidean. */
  private double[][] centroids;

  /** Labels of the blocks of a part, as the last step left them; of no part at first. */
  private Map<Integer, byte[]> fetched = Map.of();

  private int fetchedPart = -1;

  SparkAssignment(SparkSamples samples, int k) {
    this.samples = samples;
    this.k = k;
    id = samples.shared().newAssignment();
  }

  @Override
  public Step step(double[][] given, Progress progress) throws IOException {
    SampleHead head = samples.head();
    if (labelling == null) {
      labelling = samples.shared().send(Labelling.of(id, k, head));
    }
    double[][] before = centroids;
    double[][] now = copy(samples.space().whitened(given));
    int number = step + 1;
    Broadcast<Labelling> sent = labelling;
    StepResult result =
        samples
            .shared()
            .reduce(
                "step " + number,
                progress,
                samples.parts(),
                part -> part.step(sent.value(), number, before, now, new ExecutorProgress()),
                StepResult::plus)
            .orElse(new StepResult(0, Map.of()));
    step = number;
    centroids = now;
    fetchedPart = -1;
    return head.step(result.changed(), result.ofFrames(head.frames().size()), given);
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  @Override
  public void readLabels(int block, byte[] cells) throws IOException {
    checkLabelled();
    SharedSamples shared = samples.shared();
    int part = shared.partOfSource(block);
    if (fetchedPart != part || !fetched.containsKey(block)) {
      fetched = fetch(part);
      fetchedPart = part;
    }
    byte[] read = fetched.get(block);
    System.arraycopy(read, 0, cells, 0, read.length);
  }

  /** The labels of all blocks of a part, because the next one is mostly asked for next. */
  private Map<Integer, byte[]> fetch(int part) throws IOException {
    SharedSamples shared = samples.shared();
    int first = shared.firstSourceOf(part);
    int firstScene = samples.head().firstScene();
    int endScene = firstScene + samples.space().scenes();
    int[] blocks =
        IntStream.range(first, shared.firstSourceOf(part + 1))
            .filter(b -> shared.sceneOfSource(b) >= firstScene)
            .filter(b -> shared.sceneOfSource(b) < endScene)
            .toArray();
    int[] within = IntStream.of(blocks).map(b -> b - first).toArray();
    int[] cells = IntStream.of(blocks).map(shared::cellsOfSource).toArray();
    double[][] now = centroids;
    int number = step;
    Broadcast<Labelling> sent = labelling;
    byte[][] read =
        shared
            .each(
                "labels",
                Progress.NONE,
                share -> {},
                new int[] {part},
                held -> held.read(sent.value(), number, now, within, cells, new ExecutorProgress()))
            .get(0);
    Map<Integer, byte[]> byBlock = new HashMap<>();
    for (int i = 0; i < blocks.length; i++) {
      byBlock.put(blocks[i], read[i]);
    }
    return byBlock;
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    checkLabelled();
    double[][] now = centroids;
    int number = step;
    Broadcast<Labelling> sent = labelling;
    double[][] own = copy(signatures);
    long count = samples.summary().count();
    Map<Integer, ClassFigures> figures = new HashMap<>();
    samples
        .shared()
        .each(
            "figures of classes",
            progress,
            share -> progress.report(Progress.Stage.MEASURE, (long) (share * count), count),
            samples.parts(),
            part -> part.figures(sent.value(), number, now, own, new ExecutorProgress()))
        .forEach(figures::putAll);
    return samples.head().statistics(figures, k);
  }

  private void checkLabelled() {
    if (step == 0) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
  }
}
