/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

/** How classes are numbered. */
public enum ClassOrder {
  /** As they were found. */
  NONE,
  /** From dark to bright. */
  BRIGHTNESS
}
