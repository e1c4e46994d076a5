/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.wps;

/**
 * A report as it travels.
 *
 * @param json see {@link org.iikmc.job.report.JsonReport}, or {@link
 *     org.iikmc.job.report.ChangeReport} of changes
 */
public record ReportDocument(String json) {}
