/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;

/**
 * What is known of a stored block without its samples. The array is shared, and nobody writes it.
 *
 * @param scene index of the scene
 * @param run number of the {@linkplain BlockRuns run} that the block is in
 * @param count number of samples, at least 1
 * @param moments one for each band
 */
public record BlockFacts(int scene, int run, int count, BandMoments[] moments)
    implements Serializable {}
