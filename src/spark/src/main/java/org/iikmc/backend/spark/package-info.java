/**
 * Clustering on the machines of an Apache Spark cluster.
 *
 * <h2>What is where</h2>
 *
 * The blocks of a source are cut into {@linkplain org.iikmc.backend.spark.BlockGroup groups} of
 * about the same size. A task opens those of one group, and the {@linkplain
 * org.iikmc.backend.spark.HeldPart part} that comes of it is an element of a cached RDD: samples in
 * their native type and a label each, in memory or on the executor's disk. The driver knows how
 * many samples each block has and its moments, no more ({@link
 * org.iikmc.backend.forkjoin.SampleHead}).
 *
 * <h2>A step</h2>
 *
 * The centroids go out with the task, which Spark broadcasts; what all steps have in common is
 * broadcast once. Each part labels its samples with the kernels of the CPU backend, its leaves
 * included, and gives the totals of its classes. These are added up in a tree: exact integers, or
 * float64 by {@linkplain org.iikmc.backend.forkjoin.BlockRuns run}, which the driver adds in the
 * order of the runs. So the result has the bits of one machine, whatever the number of executors.
 *
 * <h2>Why labels may be lost</h2>
 *
 * Labels change in place, which Spark knows nothing of. They are a function of the centroids, and a
 * part knows of which step its own are. If a task finds others than those of the step before,
 * because its part was read again, came back from disk, or another attempt has been there, it makes
 * them anew first. A step that was done already gives the same answer again. Nothing else changes
 * on an executor.
 *
 * <h2>Maps</h2>
 *
 * Labels go from the parts to {@linkplain org.iikmc.backend.spark.SceneWork a task for each piece
 * of a scene}, block after block, and what the job sent with it makes that piece of the map there.
 *
 * <h2>What travels</h2>
 *
 * All that goes between driver and executors is {@link org.iikmc.backend.spark.Packed}, so that it
 * does not depend on the serializer that a user has chosen.
 */
package org.iikmc.backend.spark;
