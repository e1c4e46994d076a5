/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.harmonize;

/** How scenes are made comparable. */
public enum HarmonizeMethod {
  /** What keeps labels on their ground, judged on ground that had no part in finding it. */
  AUTO,
  /** Values as they are stored. */
  NONE,
  /** What the product says that values stand for. */
  REFLECTANCE,
  /** Median 0 and interquartile range 1 in each band of each scene. */
  ROBUST,
  /** By ground that did not change between scenes. */
  RELATIVE
}
