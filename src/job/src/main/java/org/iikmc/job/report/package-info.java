/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a run tells of itself. {@link org.iikmc.job.report.RunReport} is all of it, pictures
 * included; {@link org.iikmc.job.report.JsonReport} is the contract of {@code report.json}, a
 * record that Jackson binds, with a JSON Schema beside it. The page of a server, the plugin of
 * QGIS, and the shelf of published series read that contract and nothing else. The page {@code
 * report.html} is drawn from the {@code RunReport} ({@link org.iikmc.job.report.html}). {@link
 * org.iikmc.job.report.ComparisonReport} is the same for a comparison with a reference, and is its
 * own contract.
 */
package org.iikmc.job.report;
