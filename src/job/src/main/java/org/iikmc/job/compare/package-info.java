/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Classified maps against what is known of the ground. A {@link
 * org.iikmc.job.compare.ComparisonJob} reads maps block by block and asks the {@code Reference} of
 * each, a raster of codes or a set of points and polygons, which pixels have which cover. What it
 * counts, a {@code LabelTable}, becomes a {@link org.iikmc.kmeans.quality.Contingency} of classes
 * and covers, from which all figures are computed: those of {@code ComparisonFigures} under two
 * {@code CoverAssignment}s of classes to covers, and {@code StratifiedAreas} where the reference is
 * a sample. {@link org.iikmc.job.report.ComparisonReport} holds the outcome.
 */
package org.iikmc.job.compare;
