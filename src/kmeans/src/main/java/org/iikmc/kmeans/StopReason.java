/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.kmeans;

/** Why a run ended. */
public enum StopReason {
  /** The share of changed pixels fell below the change threshold, or nothing changed at all. */
  CHANGE_THRESHOLD,
  /** Every signature moved less than the shift tolerance. */
  SHIFT_TOLERANCE,
  /** The maximum number of iterations was reached before either. */
  MAX_ITERATIONS;

  /** Whether the clustering settled, rather than being cut short. */
  public boolean converged() {
    return this != MAX_ITERATIONS;
  }
}
