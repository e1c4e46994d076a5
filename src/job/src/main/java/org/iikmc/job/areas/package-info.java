/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Areas of the classes of maps that exist: {@link org.iikmc.job.areas.AreasJob} adds them up on the
 * ellipsoid and, with a sample of the ground, has areas of covers estimated by {@link
 * org.iikmc.job.compare.ComparisonJob}. {@link org.iikmc.job.report.AreaTable} holds the outcome.
 */
package org.iikmc.job.areas;
