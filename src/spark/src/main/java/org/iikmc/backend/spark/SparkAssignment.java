/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.spark.broadcast.Broadcast;
import org.iikmc.backend.forkjoin.SampleHead;
import org.iikmc.kmeans.Assignment;
import org.iikmc.kmeans.ClassFigures;
import org.iikmc.kmeans.LabelStatistics;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.ScatteredLabels;
import org.iikmc.kmeans.SpectralSpace;
import scala.Tuple2;

/** Labels of samples on the executors, k classes. */
final class SparkAssignment implements Assignment, ScatteredLabels {
  private final SparkSamples samples;
  private final int k;
  private final long id;

  /** Made in the first step. */
  private Broadcast<Packed<Labelling>> labelling;

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
    Broadcast<Packed<Labelling>> sent = labelling;
    Counters counters = samples.shared().counters();
    StepResult result =
        samples
            .shared()
            .reduce(
                "step " + number,
                progress,
                samples.parts(),
                part ->
                    counters.labelled(
                        part,
                        part.step(
                            sent.value().value(), number, before, now, new ExecutorProgress())),
                StepResult::plus)
            .orElse(new StepResult(0, Map.of()));
    step = number;
    centroids = now;
    fetchedPart = -1;
    return head.step(result.changed(), result.ofFrames(head.frames().size()), given);
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> row == null ? null : row.clone())
        .toArray(double[][]::new);
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
    int firstScene = samples.head().firstScene();
    int endScene = firstScene + samples.space().scenes();
    PartBlocks blocks =
        shared.blocksOf(
            part, b -> shared.sceneOfSource(b) >= firstScene && shared.sceneOfSource(b) < endScene);
    double[][] now = centroids;
    int number = step;
    Broadcast<Packed<Labelling>> sent = labelling;
    byte[][] read =
        shared
            .each(
                "labels",
                Progress.NONE,
                SparkJobs.UNTOLD,
                new int[] {part},
                held ->
                    held.labels(
                        sent.value().value(),
                        number,
                        now,
                        blocks.within(),
                        blocks.cells(),
                        new ExecutorProgress()))
            .get(0);
    Map<Integer, byte[]> byBlock = new HashMap<>();
    for (int i = 0; i < read.length; i++) {
      byBlock.put(blocks.first() + blocks.within()[i], read[i]);
    }
    return byBlock;
  }

  @Override
  public LabelStatistics statistics(double[][] signatures, Progress progress) throws IOException {
    return statistics(samples.space(), signatures, progress);
  }

  @Override
  public LabelStatistics statistics(SpectralSpace space, double[][] signatures, Progress progress)
      throws IOException {
    checkLabelled();
    double[][] now = centroids;
    int number = step;
    Broadcast<Packed<Labelling>> sent = labelling;
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
            part ->
                part.figures(sent.value().value(), number, now, space, own, new ExecutorProgress()))
        .forEach(figures::putAll);
    return samples.head().statistics(figures, k);
  }

  @Override
  public <P extends Serializable> void forEach(
      List<Integer> scenes, IntFunction<? extends Work<P>> works, Taker<P> taker, Progress progress)
      throws IOException {
    checkLabelled();
    SharedSamples shared = samples.shared();
    List<Integer> starts = SceneBatches.of(scenes, shared.cellsOfScenes());
    for (int batch = 0; batch + 1 < starts.size(); batch++) {
      int from = starts.get(batch);
      SceneWork<P> work = new SceneWork<>();
      for (int i = from; i < starts.get(batch + 1); i++) {
        work.add(shared.firstSourceOfScene(scenes.get(i)), works.apply(i));
      }
      List<List<P>> results = work.byScene(work(work, progress));
      for (int i = 0; i < results.size(); i++) {
        taker.take(from + i, results.get(i));
      }
    }
  }

  private <P extends Serializable> List<P> work(SceneWork<P> work, Progress progress)
      throws IOException {
    HashMap<Integer, List<Integer>> wanted = new HashMap<>(work.wanted());
    double[][] now = centroids;
    int number = step;
    Broadcast<Packed<Labelling>> sent = labelling;
    return samples
        .shared()
        .exchange(
            "maps of scenes",
            progress,
            samples.shared().blocksOf(wanted::containsKey),
            (part, blocks) -> {
              byte[][] read =
                  part.labels(
                      sent.value().value(),
                      number,
                      now,
                      blocks.within(),
                      blocks.cells(),
                      new ExecutorProgress());
              List<Tuple2<Long, byte[]>> labels = new ArrayList<>();
              for (int i = 0; i < read.length; i++) {
                int block = blocks.first() + blocks.within()[i];
                for (int piece : wanted.get(block)) {
                  labels.add(new Tuple2<>(SceneWork.key(piece, block), read[i]));
                }
              }
              return labels;
            },
            work);
  }

  private void checkLabelled() {
    if (step == 0) {
      throw new IllegalStateException("There are no labels before the first step.");
    }
  }
}
