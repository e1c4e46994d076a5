/**
 * Inter-image k-means clustering (IIkMC): one set of class signatures for a whole series of scenes.
 *
 * <p>S. Han and J.-H. Lee, "Parallelized Inter-Image k-Means Clustering Algorithm for Unsupervised
 * Classification of Series of Satellite Images", Remote Sensing 16(1):102, 2024,
 * doi:10.3390/rs16010102. The valid pixels of all scenes form one pool of samples, so that a label
 * means the same spectrum in every scene.
 *
 * <h2>Input</h2>
 *
 * A {@link org.iikmc.kmeans.SampleSource}: a fixed-order list of blocks of valid pixels. A pixel is
 * valid when it has a finite value in all bands and no mask drops it; a pixel that fails in one
 * band is left out whole, before it gets here.
 *
 * <h2>Steps</h2>
 *
 * <ol>
 *   <li>Space: where pixels of different scenes can be compared ({@link
 *       org.iikmc.kmeans.SpectralSpace}): an affine map per scene and a metric; the paper's own is
 *       the plain one. All that follows is in harmonised values, and distances are the metric's.
 *   <li>Range: minimum and maximum of each band over the valid pixels of all scenes.
 *   <li>Initial signatures, by default the midpoints {@code c[i][b] = min[b] + (i + 1/2)(max[b] -
 *       min[b])/k} ({@link org.iikmc.kmeans.MidpointSeeding}; others in {@link
 *       org.iikmc.kmeans.seeding}).
 *   <li>Assign: each pixel goes to the signature of least squared Euclidean distance, a tie to the
 *       lower index. Pixels whose label changed are counted; in the first pass that is all of them.
 *   <li>Update: each signature becomes the mean of its pixels over all scenes. A class without a
 *       pixel keeps its signature: dropping it would renumber the labels.
 *   <li>Stop when the share of changed pixels falls below the change threshold, when every
 *       signature moved less than the shift tolerance, or after the maximum number of iterations.
 *   <li>Final labels: one more assignment, with the returned signatures, so that classifying any
 *       scene later with the saved signatures gives exactly the published map.
 * </ol>
 *
 * <h2>Output</h2>
 *
 * A {@link org.iikmc.kmeans.Clustering}: the signatures, the history and the reason for stopping.
 * The labels stay with the {@link org.iikmc.kmeans.Assignment} that made them, where they can be
 * read block by block.
 *
 * <h2>What is pluggable</h2>
 *
 * Where the samples come from ({@link org.iikmc.kmeans.SampleSource}), what computes ({@link
 * org.iikmc.kmeans.AssignmentBackend}), and how it starts ({@link org.iikmc.kmeans.Seeding}). This
 * package needs nothing but the JDK.
 */
package org.iikmc.kmeans;
