/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.spark;

import java.io.Serializable;

/**
 * Blocks of a source that are in one part.
 *
 * @param first number of the part's first block in the source
 * @param within numbers of these in the part, ascending
 * @param cells of each of them
 */
record PartBlocks(int first, int[] within, int[] cells) implements Serializable {}
