/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/**
 * When a run drops, splits and merges classes. Deviations and distances are those of the space of
 * the samples.
 *
 * @param minPixels a class of fewer is dropped
 * @param maxDeviation a class whose standard deviation is above this along an axis may be split
 * @param minDistance two classes that are nearer than this may be merged
 * @param maxMerges as many pairs at most in an iteration
 */
public record ClassRules(long minPixels, double maxDeviation, double minDistance, int maxMerges) {}
