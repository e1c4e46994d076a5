/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.forkjoin;

import java.io.Serializable;

/**
 * Totals of those samples of a frame that are in one place. Totals of several places add up, in
 * whatever order, to the same bits. Immutable.
 */
public interface PartialTotals extends ClassTotals, Serializable {
  /**
   * Totals of these samples and others.
   *
   * @param others of the same frame and sample type
   */
  PartialTotals plus(PartialTotals others);
}
