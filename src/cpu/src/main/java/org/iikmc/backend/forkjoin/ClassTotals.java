/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

/** Number and sums of the samples of each class, which means and inertia are made of. */
public interface ClassTotals {
  /** Samples of a class. */
  long count(int label);

  /** Sum of a band over the samples of a class, each less the centre. */
  double centeredSum(int label, int band);

  /** Mean of a band over the samples of a class, of which there is at least one. */
  double mean(int label, int band);
}
