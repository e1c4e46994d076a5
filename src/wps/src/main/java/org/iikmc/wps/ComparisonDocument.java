/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

/**
 * A comparison as it travels.
 *
 * @param json see {@link org.iikmc.job.report.ComparisonReport}
 */
public record ComparisonDocument(String json) {}
