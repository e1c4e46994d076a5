/**
 * ISODATA: k-means whose classes are dropped, split and merged between the iterations, so that the
 * data decide how many there are.
 *
 * <p>G. H. Ball and D. J. Hall, "ISODATA, a novel method of data analysis and pattern
 * classification", Stanford Research Institute, 1965; the steps are those of J. T. Tou and R. C.
 * Gonzalez, "Pattern Recognition Principles", Addison-Wesley, 1974, section 3.3.7, by whose numbers
 * they are named here.
 *
 * <h2>Input</h2>
 *
 * Samples as {@link org.iikmc.kmeans.InterImageKMeans} takes them, initial signatures by the same
 * {@linkplain org.iikmc.kmeans.Seeding strategies}, and {@link
 * org.iikmc.kmeans.isodata.IsodataSettings}: K classes are desired, a class of fewer than θN pixels
 * is too small, one with a standard deviation above θS too wide, two at a distance below θC too
 * near, and L pairs are merged in an iteration at most.
 *
 * <h2>Where</h2>
 *
 * All steps are taken where distances are Euclidean: in harmonised values h, or in {@code W·h} if
 * the samples have a metric W. Deviations belong there too, as a class is wide when its pixels are
 * far from its signature, and far is what the metric says. So the axis of a split is a band, or a
 * row of W.
 *
 * <h2>Steps</h2>
 *
 * <ol>
 *   <li value="2">Assign each pixel to the nearest centre, a tie to the lower class.
 *   <li>Drop the classes of fewer than θN pixels; if that is all, keep the largest. In this
 *       iteration their pixels count nowhere; in the next they go to the nearest centre of the
 *       rest, so that every pixel has a class in the end.
 *   <li>Each centre becomes the mean of its pixels.
 *   <li>How much the pixels of each class scatter around their mean, and
 *   <li>how much those of all classes do. Tou and Gonzalez take the mean distance; here it is the
 *       mean squared distance, which is the sum of the variances, as N. Memarsadeghi et al. do ("A
 *       fast implementation of the ISODATA clustering algorithm", International Journal of
 *       Computational Geometry and Applications 17(1), 2007, doi:10.1142/S0218195907002252).
 *   <li>In the last iteration nothing is split or merged. Else, if there are K/2 classes or fewer,
 *       go on with step 8; in an even iteration, or if there are 2K or more, with step 11; else
 *       with step 8.
 *   <li>The standard deviation of each class along each axis (that of a population: divided by the
 *       number of pixels),
 *   <li>and the largest of each class; the lower axis of a tie.
 *   <li>Split a class whose largest deviation σ is above θS if it scatters more than all do and has
 *       more than 2(θN + 1) pixels, or if there are K/2 classes or fewer. Its two halves begin σ/2
 *       to either side of its mean along that axis; they take its place, the lower one first.
 *       Classes are taken in their order, and there are never more than 255. If any was split, this
 *       iteration ends.
 *   <li>The distances between all centres.
 *   <li>The L nearest pairs of those that are nearer than θC, a tie to the lower classes,
 *   <li>are merged, the nearest first, unless one of the two has been in this iteration: the new
 *       centre is the mean of the pixels of both, and takes the place of the first.
 *   <li>Go on with step 2, until the last iteration, or until nothing was dropped, split or merged
 *       in two iterations on end (one of them may split) and k-means would stop. Final labels are
 *       one more assignment with the signatures returned.
 * </ol>
 *
 * <p>The number of classes in steps 7 and 10 is the one after step 3. After a change of classes all
 * samples are labelled anew, and count as changed.
 *
 * <h2>Output</h2>
 *
 * As of k-means, with the rules that were applied and, in the history, each drop, split and merge.
 */
package org.iikmc.kmeans.isodata;
