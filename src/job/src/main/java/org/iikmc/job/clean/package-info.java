/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Maps without speckle: what a user asks for ({@link org.iikmc.job.clean.Cleaning}), done to the
 * labels of a run on their way into a map ({@link org.iikmc.job.clean.MapCleaner}), and to maps
 * that exist ({@link org.iikmc.job.clean.CleaningJob}). The methods are in {@link
 * org.iikmc.raster.clean}.
 */
package org.iikmc.job.clean;
