/**
 * Clustering on the cores of this machine.
 *
 * <p>Samples stay in their native type, band-planar, in {@linkplain
 * org.iikmc.backend.forkjoin.PixelStore blocks} that follow the tiles they were read from. A step
 * is one pass over them: each worker takes the next block, finds the nearest centroid of each
 * sample of a cache-sized {@linkplain org.iikmc.backend.forkjoin.Chunk chunk} of it with an {@link
 * org.iikmc.backend.forkjoin.AssignmentKernel}, and hands the samples whose label changed to the
 * sums. In the first step all labels are new: {@linkplain org.iikmc.backend.forkjoin.PackedSums
 * tables} take whole chunks, or {@linkplain org.iikmc.backend.forkjoin.VectorSums products of
 * matrices} where classes are few and samples so many that they repay the compilation.
 *
 * <h2>Why float32 kernels give float64 labels</h2>
 *
 * Kernels rank centroids by {@code |c|²/2 - x·c} in float32, half the arithmetic of squared
 * differences. That form cancels, so they also find by how much the best centroid leads. Where the
 * lead is not above a {@linkplain org.iikmc.backend.forkjoin.LeadBound bound on the rounding
 * error}, the sample is decided again in float64. Every label is therefore exactly that of a
 * float64 double loop, whatever the kernel.
 *
 * <h2>Many classes: leaves of like spectra</h2>
 *
 * With many classes most centroids are far from any given sample. In the first step of a long
 * enough series the samples of each block are {@linkplain org.iikmc.backend.forkjoin.SpectralSort
 * ordered} into leaves of about 256 like spectra, each with its box and its sums. A {@linkplain
 * org.iikmc.backend.forkjoin.BoxTest test of the box} says which centroids can be nearest to a
 * sample in it. If it is one, the {@linkplain org.iikmc.backend.forkjoin.LeafPass leaf moves} as a
 * whole, and no sample is looked at; else only those few are tried, around the middle of the leaf,
 * where float32 nearly always tells them apart. Eight leaves make a node, whose box shortens the
 * list for theirs. What was found holds until the {@linkplain org.iikmc.backend.forkjoin.Drift
 * centroids have moved} by the gap to the next one. All of it is exact: labels are those of the
 * plain step after every step. {@link org.iikmc.backend.forkjoin.LeafPolicy} says when it is done.
 *
 * <p>What was weighed, for simulated scenes of 6 bands and runs to 1 % changed:
 *
 * <ul>
 *   <li>Bounds for each sample (Elkan 2003, Hamerly 2010, Yinyang 2015) save arithmetic, but read
 *       and write 4 bytes and more per sample and step, where a plain step of 8 classes takes 2.5
 *       ns and reads 12. Leads kept in the order of the pixels did not pay in a trial.
 *   <li>A tree over all samples (Kanungo et al. 2002) decides much at a time, but needs the samples
 *       of all scenes in one order. Trees within blocks keep to the memory and threads of the
 *       blocks, and two bytes per sample are enough to find a pixel again. The leaves here are the
 *       lowest two levels of such trees; looking at higher ones saves little more, since most time
 *       goes to leaves at the borders of classes.
 *   <li>Leaves, 4 million pixels, CPU time of all steps per pixel without and with, the ordering of
 *       20 to 35 ns not counted: 32 classes 95 and 52 ns (10 steps), 64 classes 193 and 82 ns (13
 *       steps), 128 classes 719 and 183 ns (21 steps). Leaves of 128 samples take a tenth longer
 *       than of 256, those of 64 samples 60 %. Below 48 classes the ordering is not surely earned
 *       back.
 *   <li>Ranking around the middle of the leaf: with 128 classes 8 % of the samples were near ties
 *       in the first step around the centre of the frame, and deciding them was a fifth of the
 *       time.
 *   <li>Noise leaves more than half of the pairs of samples and centroids to be tried. Three blocks
 *       are ordered first to see that, and then the rest only if it pays.
 * </ul>
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
 * Integer samples are summed as exact integers, and after the first step only those that changed
 * their class are moved from one sum to the other. Floating samples are summed in float64 by block;
 * the sums of the blocks of a {@linkplain org.iikmc.backend.forkjoin.BlockRuns run} are added in
 * their order, then those of the runs. Figures of classes are taken likewise.
 *
 * <h2>Samples on several machines</h2>
 *
 * A {@link org.iikmc.backend.forkjoin.SampleHead} knows all that can be known of samples without
 * having them, and makes a step of the totals that others found. Here it sits beside the samples;
 * on a cluster it is with the driver, and each executor has a {@link
 * org.iikmc.backend.forkjoin.SamplePart}.
 */
package org.iikmc.backend.forkjoin;
