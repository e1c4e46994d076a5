/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.options;

/** How classes are found. */
public enum ClusterMethod {
  KMEANS,
  ISODATA
}
