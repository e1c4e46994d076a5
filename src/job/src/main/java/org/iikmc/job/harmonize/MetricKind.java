/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

/** How far two pixels are apart. */
public enum MetricKind {
  /** The plain distance of harmonised values. */
  EUCLIDEAN,
  /** In units of the scatter within classes. */
  WITHIN,
  /** In units of the differences between dates on ground that did not change. */
  CHANGE
}
