/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.HeldSamples;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SampleType;
import org.iikmc.kmeans.SpectralSpace;

/**
 * The backend of a Spark cluster: see the package page. Immutable; several runs can share one
 * context, whose owner closes it.
 */
public final class SparkBackend implements AssignmentBackend {
  private final JavaSparkContext spark;
  private final ClusterCores cores;

  /**
   * @param spark a running context
   */
  public SparkBackend(JavaSparkContext spark) {
    this.spark = spark;
    this.cores = new ClusterCores(spark);
  }

  @Override
  public String description() {
    return "Spark " + spark.version() + " on " + spark.master();
  }

  /** Of the driver, which reads and writes what is not the samples. */
  @Override
  public int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public boolean isScattered() {
    return true;
  }

  @Override
  public HeldSamples hold(SampleSource source, Progress progress) throws IOException {
    return withContext(() -> read(source, progress));
  }

  private HeldSamples read(SampleSource source, Progress progress) throws IOException {
    cores.await(progress);
    Counters counters = Counters.of(spark);
    List<BlockGroup> groups = BlockGroup.cut(source, cores.count());
    ArrayList<Packed<BlockGroup>> packed = new ArrayList<>();
    for (BlockGroup group : groups) {
      packed.add(Packed.of(group));
    }
    Broadcast<ArrayList<Packed<BlockGroup>>> sent = spark.broadcast(packed);
    JavaRDD<HeldPart> parts =
        persisted(
            spark
                .parallelize(IntStream.range(0, packed.size()).boxed().toList(), packed.size())
                .map(
                    g -> {
                      BlockGroup group = sent.value().get(g).open();
                      return counters.read(group, HeldPart.read(group, new ExecutorProgress()));
                    }));
    Runnable release =
        () -> {
          parts.unpersist(false);
          sent.destroy();
        };
    return hold(parts, release, counters, source, progress);
  }

  /**
   * Holds samples whose blocks are on the executors already, as one scene: tiles in a column of a
   * data frame, say. Blocks of one partition are computed together.
   *
   * @param blocks all of scene 0, and made anew alike if they are made again; not kept
   * @param type of the samples that all of them give
   * @param bands how many
   * @return the samples; the caller closes them. Their blocks are those of partition 0 in their
   *     order, then those of partition 1, and so on
   * @throws IOException as {@link #hold(SampleSource, Progress)}
   */
  public HeldSamples hold(
      JavaRDD<? extends SampleSource.Block> blocks, SampleType type, int bands, Progress progress)
      throws IOException {
    Counters counters = Counters.of(spark);
    JavaRDD<HeldPart> parts =
        persisted(
            blocks.mapPartitionsWithIndex(
                (partition, some) -> {
                  List<SampleSource.Block> own = new ArrayList<>();
                  some.forEachRemaining(own::add);
                  int[] runs = new int[own.size()];
                  Arrays.fill(runs, partition);
                  BlockGroup group = new BlockGroup(own, runs, type, bands);
                  HeldPart part = HeldPart.read(group, new ExecutorProgress());
                  return List.of(counters.read(group, part)).iterator();
                },
                true));
    return hold(parts, () -> parts.unpersist(false), counters, new OneScene(type, bands), progress);
  }

  /** Does something that needs a context, and says so if there is none any more. */
  private <T> T withContext(SparkJobs.Job<T> job) throws IOException {
    try {
      return job.run();
    } catch (IllegalStateException e) {
      SparkJobs.throwIfEnded(spark, e);
      throw e;
    }
  }

  private static JavaRDD<HeldPart> persisted(JavaRDD<HeldPart> parts) {
    return parts.setName("IIkMC samples").persist(StorageLevel.MEMORY_AND_DISK());
  }

  private HeldSamples hold(
      JavaRDD<HeldPart> parts,
      Runnable release,
      Counters counters,
      SampleSource source,
      Progress progress)
      throws IOException {
    long cells = source.blocks().stream().mapToLong(SampleSource.Block::cells).sum();
    try {
      List<Packed<HeldPart.Seen>> packed =
          new SparkJobs(spark)
              .run(
                  "read scenes",
                  progress,
                  share -> progress.report(Progress.Stage.READ, (long) (share * cells), cells),
                  () -> parts.map(part -> Packed.of(part.seen())).collect());
      List<HeldPart.Seen> seen = new ArrayList<>();
      for (Packed<HeldPart.Seen> part : packed) {
        seen.add(part.open());
      }
      seen.forEach(part -> part.glimpses().forEach(source::take));
      progress.report(Progress.Stage.READ, cells, cells);
      return new SparkSamples(
          new SharedSamples(spark, parts, release, counters, source.type(), seen),
          SpectralSpace.plain(source.scenes(), source.bands()));
    } catch (Throwable e) {
      release.run();
      throw e;
    }
  }

  /** Samples of one scene whose blocks the driver does not know. */
  private record OneScene(SampleType type, int bands) implements SampleSource {
    @Override
    public int scenes() {
      return 1;
    }

    @Override
    public List<Block> blocks() {
      return List.of();
    }
  }

  @Override
  public LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress)
      throws IOException {
    return withContext(
        () -> {
          cores.await(progress);
          return new SparkLabelStream(spark, source, cores.count(), signatures, space, progress);
        });
  }
}
