/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/**
 * When the samples of a run are brought into leaves.
 *
 * @param leastClasses with fewer a plain step costs little more than looking at the leaves
 * @param leastSamples smaller series are done before the compiler has seen to the ordering
 * @param mostLeft the greatest share of the pairs of a sample and a centroid that boxes may leave
 *     over
 */
record LeafPolicy(int leastClasses, long leastSamples, double mostLeft) {
  /**
   * Ordering costs 20 to 35 ns per sample, as much as two or three plain steps with 48 classes.
   * Images leave less than a quarter of the pairs, noise more than half.
   */
  static final LeafPolicy MEASURED = new LeafPolicy(48, 500_000, 0.38);
}
