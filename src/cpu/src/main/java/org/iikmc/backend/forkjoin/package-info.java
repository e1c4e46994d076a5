/**
 * Clustering on the cores of this machine.
 *
 * <p>Samples stay in their native type, band-planar, in {@linkplain
 * org.iikmc.backend.forkjoin.PixelStore blocks} that follow the tiles they were read from. A step
 * is one pass over them: each worker takes the next block, centres a cache-sized chunk of it, finds
 * the nearest centroid of each sample with an {@link org.iikmc.backend.forkjoin.AssignmentKernel},
 * and follows the samples whose label changed.
 *
 * <h2>Why float32 kernels give float64 labels</h2>
 *
 * Kernels rank centroids by {@code |c|²/2 - x·c} in float32, half the arithmetic of squared
 * differences. That form cancels, so they also return by how much the best centroid leads. Where
 * the lead is not above a {@linkplain org.iikmc.backend.forkjoin.CenteredCentroids#leadBound bound
 * on the rounding error}, the sample is decided again in float64. Every label is therefore exactly
 * that of a float64 double loop, whatever the kernel.
 *
 * <h2>Scenes that are mapped, and a metric</h2>
 *
 * Nothing is copied or mapped but for near ties: {@link org.iikmc.backend.forkjoin.FrameScores}
 * turns the map of a scene and the metric into one constant and one factor per band for each
 * centroid, over stored values. Sums are of stored values, by {@linkplain
 * org.iikmc.backend.forkjoin.Frame scene} and class, and are {@linkplain
 * org.iikmc.backend.forkjoin.HarmonizedTotals mapped} when the step ends. A near tie is decided by
 * the float64 loop over the mapped sample.
 *
 * <h2>Why the number of threads does not matter</h2>
 *
 * Integer samples are summed as exact integers, and only those that changed their class are moved
 * from one sum to the other. Floating samples are summed in float64 by block, and the sums of the
 * blocks are added in the order of the blocks.
 */
package org.iikmc.backend.forkjoin;
