/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.iikmc.backend.forkjoin.BlockFacts;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleType;
import scala.Function1;
import scala.Tuple2;

/**
 * The parts of a source on the executors, which all views of its samples share: what is in which
 * part, and how a part is asked. Blocks of the source and stored blocks are numbered over all parts
 * here, and within each part on the executors.
 */
final class SharedSamples {
  /** So many results the driver takes by itself, sooner than a tree would. */
  private static final int FEW = 32;

  private final JavaSparkContext spark;
  private final SparkJobs jobs;
  private final JavaRDD<HeldPart> parts;
  private final Runnable release;
  private final SampleType type;
  private final Counters counters;
  private final List<BlockFacts> blocks = new ArrayList<>();
  private final int[] scenes;
  private final int[] cells;

  /** By part, and one more: number of its first block. */
  private final int[] firstSource;

  private final int[] firstStored;
  private final AtomicLong assignments = new AtomicLong();

  /** Of the last assignment; null if there is none. */
  private Broadcast<Packed<Labelling>> sent;

  /**
   * @param parts persisted
   * @param release what is done when they are wanted no more
   * @param seen of each part
   */
  SharedSamples(
      JavaSparkContext spark,
      JavaRDD<HeldPart> parts,
      Runnable release,
      Counters counters,
      SampleType type,
      List<HeldPart.Seen> seen) {
    this.counters = counters;
    this.spark = spark;
    jobs = new SparkJobs(spark);
    this.parts = parts;
    this.release = release;
    this.type = type;
    firstSource = new int[seen.size() + 1];
    firstStored = new int[seen.size() + 1];
    for (int p = 0; p < seen.size(); p++) {
      seen.get(p).blocks().forEach(blocks::addAll);
      firstSource[p + 1] = firstSource[p] + seen.get(p).cells().length;
      firstStored[p + 1] = blocks.size();
    }
    scenes = seen.stream().flatMapToInt(part -> IntStream.of(part.scenes())).toArray();
    cells = seen.stream().flatMapToInt(part -> IntStream.of(part.cells())).toArray();
  }

  SparkJobs jobs() {
    return jobs;
  }

  SampleType type() {
    return type;
  }

  /** All stored blocks. */
  List<BlockFacts> blocks() {
    return blocks;
  }

  /** A number that no other assignment has. */
  long newAssignment() {
    return assignments.incrementAndGet();
  }

  int sceneOfSource(int block) {
    return scenes[block];
  }

  int partOfSource(int block) {
    return find(firstSource, block);
  }

  int partOfStored(int block) {
    return find(firstStored, block);
  }

  /** The part in which a block is; parts before it may be empty. */
  private static int find(int[] first, int block) {
    int low = 0;
    int high = first.length - 2;
    while (low < high) {
      int middle = low + high >>> 1;
      if (first[middle + 1] <= block) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int firstSourceOf(int part) {
    return firstSource[part];
  }

  int firstStoredOf(int part) {
    return firstStored[part];
  }

  /** Number of the first stored block of a scene or of those after it. */
  int firstBlockOf(int scene) {
    int block = 0;
    while (block < blocks.size() && blocks.get(block).scene() < scene) {
      block++;
    }
    return block;
  }

  /** The parts that have a sample of the scenes from one on and before another. */
  int[] partsOf(int from, int to) {
    return IntStream.range(0, firstStored.length - 1)
        .filter(
            part ->
                blocks.subList(firstStored[part], firstStored[part + 1]).stream()
                    .anyMatch(block -> block.scene() >= from && block.scene() < to))
        .toArray();
  }

  /** Number of the first block of a scene in the source. */
  int firstSourceOfScene(int scene) {
    int block = 0;
    while (scenes[block] < scene) {
      block++;
    }
    return block;
  }

  /** Some blocks of a part, by their number in the source. */
  PartBlocks blocksOf(int part, IntPredicate some) {
    int first = firstSource[part];
    int[] within =
        IntStream.range(0, firstSource[part + 1] - first)
            .filter(block -> some.test(first + block))
            .toArray();
    return new PartBlocks(
        first, within, IntStream.of(within).map(block -> cells[first + block]).toArray());
  }

  /** Some blocks of the source, by the parts that have any. */
  Map<Integer, PartBlocks> blocksOf(IntPredicate some) {
    Map<Integer, PartBlocks> byPart = new HashMap<>();
    for (int part = 0; part + 1 < firstSource.length; part++) {
      PartBlocks blocks = blocksOf(part, some);
      if (blocks.within().length > 0) {
        byPart.put(part, blocks);
      }
    }
    return byPart;
  }

  /** Cells of each scene. */
  long[] cellsOfScenes() {
    long[] sums = new long[scenes.length == 0 ? 0 : scenes[scenes.length - 1] + 1];
    for (int block = 0; block < scenes.length; block++) {
      sums[scenes[block]] += cells[block];
    }
    return sums;
  }

  /**
   * Does something with each of some parts.
   *
   * @param done told of the share of parts that are done
   * @return what comes out, in the order of the parts
   */
  <T> List<T> each(
      String name, Progress progress, DoubleConsumer done, int[] some, Function<HeldPart, T> work)
      throws IOException {
    return opened(
        jobs.run(
            name,
            progress,
            done,
            () ->
                Arrays.stream(parts.map(part -> Packed.of(work.call(part))).collectPartitions(some))
                    .flatMap(List::stream)
                    .toList()));
  }

  /**
   * Does something with each of some parts, and puts together what comes out. Where it is all of
   * them, and many, executors do that among themselves.
   *
   * @param together of two; the same in any order
   * @return empty without a part
   */
  <T> Optional<T> reduce(
      String name,
      Progress progress,
      int[] some,
      Function<HeldPart, T> work,
      Function2<T, T, T> together)
      throws IOException {
    if (some.length > FEW && some.length == firstStored.length - 1) {
      return Optional.of(jobs.run(name, progress, () -> parts.map(work).treeReduce(together)));
    }
    T all = null;
    for (T next : each(name, progress, SparkJobs.UNTOLD, some, work)) {
      all = all == null ? next : called(together, all, next);
    }
    return Optional.ofNullable(all);
  }

  private static <T> T called(Function2<T, T, T> together, T a, T b) {
    try {
      return together.call(a, b);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e); // no such function throws
    }
  }

  Counters counters() {
    return counters;
  }

  /** Sends what a new assignment has; that of an earlier one, which ends with it, is forgotten. */
  Broadcast<Packed<Labelling>> send(Labelling labelling) throws IOException {
    forgetLabelling();
    sent = spark.broadcast(Packed.of(labelling));
    return sent;
  }

  private void forgetLabelling() {
    if (sent != null) {
      sent.destroy();
      sent = null;
    }
  }

  /** Answers of a part. */
  interface Answer<Q, A> extends Serializable {
    A of(HeldPart part, Q question) throws Exception;
  }

  /**
   * Asks some parts, each its own question.
   *
   * @param questions by part
   * @return the answers by part
   */
  <Q extends Serializable, A> Map<Integer, A> ask(
      String name, Map<Integer, Q> questions, Answer<Q, A> answer) throws IOException {
    int[] asked = questions.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    HashMap<Integer, Q> sent = new HashMap<>(questions);
    List<A> answers =
        opened(
            jobs.run(
                name,
                Progress.NONE,
                () ->
                    Arrays.stream(
                            parts
                                .mapPartitionsWithIndex(
                                    (part, held) ->
                                        List.of(Packed.of(answer.of(held.next(), sent.get(part))))
                                            .iterator(),
                                    true)
                                .collectPartitions(asked))
                        .flatMap(List::stream)
                        .toList()));
    Map<Integer, A> byPart = new HashMap<>();
    for (int i = 0; i < asked.length; i++) {
      byPart.put(asked[i], answers.get(i));
    }
    return byPart;
  }

  /**
   * Brings labels of blocks together by piece, and does the work.
   *
   * @param asked by part
   * @param labels of these blocks, by their {@linkplain SceneWork#key key}
   * @return what comes of each piece
   */
  <R extends Serializable> List<R> exchange(
      String name,
      Progress progress,
      Map<Integer, PartBlocks> asked,
      Answer<PartBlocks, List<Tuple2<Long, byte[]>>> labels,
      SceneWork<R> work)
      throws IOException {
    int[] some = asked.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    HashMap<Integer, PartBlocks> sent = new HashMap<>(asked);
    JavaRDD<HeldPart> wanted =
        JavaRDD.fromRDD(
            PartitionPruningRDD.create(
                parts.rdd(),
                (Function1<Object, Object> & Serializable) part -> sent.containsKey(part)),
            parts.classTag());
    Broadcast<Packed<SceneWork<R>>> works = spark.broadcast(Packed.of(work));
    try {
      return opened(
          jobs.run(
              name,
              progress,
              () ->
                  wanted
                      .mapPartitionsWithIndex(
                          (i, held) -> labels.of(held.next(), sent.get(some[i])).iterator(), true)
                      .mapToPair(each -> each)
                      .repartitionAndSortWithinPartitions(work.byPiece())
                      .mapPartitionsWithIndex(
                          (piece, blocks) ->
                              List.of(Packed.of(works.value().value().run(piece, blocks)))
                                  .iterator(),
                          false)
                      .collect()));
    } finally {
      works.destroy();
    }
  }

  private static <T> List<T> opened(List<Packed<T>> packed) throws IOException {
    List<T> things = new ArrayList<>();
    for (Packed<T> each : packed) {
      things.add(each.open());
    }
    return things;
  }

  /** Frees the parts. */
  void close() {
    forgetLabelling();
    release.run();
  }
}
