/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans.isodata;

/**
 * The pixels of one class in one iteration.
 *
 * @param number of the class in the assignment, from 0
 * @param mean of the pixels, where distances are Euclidean; not written
 * @param pixels how many
 */
record Subset(int number, double[] mean, long pixels) {
  /** Number of the class for people, from 1. */
  int label() {
    return number + 1;
  }
}
