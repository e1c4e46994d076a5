/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What became of classes between dates. {@link org.iikmc.job.change.ChangeJob} reads the maps of a
 * {@code MapSequence} pair by pair: once to count, and once more to write rasters whose values are
 * those of one {@code ChangeLegend} for all pairs. {@link org.iikmc.job.report.ChangeReport} holds
 * the outcome.
 */
package org.iikmc.job.change;
