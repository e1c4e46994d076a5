/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.iikmc.kmeans.AssignmentBackend;
import org.iikmc.kmeans.LabelStream;
import org.iikmc.kmeans.Progress;
import org.iikmc.kmeans.SampleSource;
import org.iikmc.kmeans.SpectralSpace;

/**
 * The backend of a Spark cluster: see the package page. Immutable; several runs can share one
 * context, whose owner closes it.
 */
public final class SparkBackend implements AssignmentBackend {
  private final JavaSparkContext spark;
  private final Executors executors;

  /**
   * @param spark a running context
   */
  public SparkBackend(JavaSparkContext spark) {
    this.spark = spark;
    this.executors = new Executors(spark);
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
  public SparkSamples hold(SampleSource source, Progress progress) throws IOException {
    executors.await(progress);
    List<BlockGroup> groups = BlockGroup.cut(source, executors.cores());
    ArrayList<Packed<BlockGroup>> packed = new ArrayList<>();
    for (BlockGroup group : groups) {
      packed.add(Packed.of(group));
    }
    Broadcast<ArrayList<Packed<BlockGroup>>> sent = spark.broadcast(packed);
    JavaRDD<HeldPart> parts =
        spark
            .parallelize(IntStream.range(0, packed.size()).boxed().toList(), packed.size())
            .map(g -> HeldPart.read(sent.value().get(g).open(), new ExecutorProgress()))
            .setName("IIkMC samples")
            .persist(StorageLevel.MEMORY_AND_DISK());
    long cells = groups.stream().mapToLong(BlockGroup::cells).sum();
    try {
      List<HeldPart.Seen> seen =
          new SparkJobs(spark)
              .run(
                  "read scenes",
                  progress,
                  share -> progress.report(Progress.Stage.READ, (long) (share * cells), cells),
                  () -> parts.map(HeldPart::seen).collect());
      seen.forEach(part -> part.glimpses().forEach(source::take));
      progress.report(Progress.Stage.READ, cells, cells);
      return new SparkSamples(
          new SharedSamples(spark, parts, sent, groups, seen),
          SpectralSpace.plain(source.scenes(), source.bands()));
    } catch (Throwable e) {
      parts.unpersist(false);
      sent.destroy();
      throw e;
    }
  }

  @Override
  public LabelStream label(
      SampleSource source, double[][] signatures, SpectralSpace space, Progress progress)
      throws IOException {
    executors.await(progress);
    return new SparkLabelStream(spark, source, executors.cores(), signatures, space, progress);
  }
}
