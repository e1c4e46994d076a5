/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import org.iikmc.kmeans.SampleType;

/**
 * The hot loops over the samples of one chunk, which it holds in float32 around the centre of their
 * frame. Of one thread; all arrays that are handed in belong to the caller.
 */
interface AssignmentKernel {
  /** Capacities are multiples of this, and every vector length of today's machines divides it. */
  int LANES = 64;

  /** Makes kernels. */
  interface Maker {
    /**
     * A kernel for one thread.
     *
     * @param capacity most samples that it has to hold, a multiple of {@link #LANES}
     */
    AssignmentKernel kernel(int bands, int capacity);
  }

  /**
   * Takes in one band of the first n samples.
   *
   * @param values n or more of them, from {@code offset}
   * @param center what to hold them around, such that the differences of integer types are exact
   */
  void load(int band, SampleType type, Object values, int offset, int n, float center);

  /**
   * Finds the nearest centroid of each of the first n samples.
   *
   * @param bound by how much the least score must be below the second to be sure of it
   * @param old labels before, from {@code oldOffset}, most of which will do again; {@link
   *     StoredBlock#NO_LABEL} where there is none
   * @param label receives the index of the centroid with the least score; has room for the capacity
   * @param close receives the places of the samples whose label is not sure, ascending
   * @return how many those are
   */
  int nearest(
      int n,
      KernelScores scores,
      float bound,
      byte[] old,
      int oldOffset,
      byte[] label,
      int[] close);

  /** Up to how many classes {@link #sum} pays; 0 if it never does. */
  int summedClasses();

  /**
   * Adds the first n samples of an integer type, as they are held, to sums by class. Those are kept
   * until they are taken, or handed over when they are full.
   *
   * @param label of each sample; what follows them may be overwritten
   * @param counts for {@link #takeSums}
   * @param sums likewise
   */
  void sum(int n, byte[] label, long[] counts, long[] sums);

  /**
   * Hands over the sums.
   *
   * @param counts to which the number of samples of each class is added
   * @param sums to which their sums are added, classes × bands; exactly
   */
  void takeSums(long[] counts, long[] sums);
}
