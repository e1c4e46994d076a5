/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What users call the classes of a series, and which of them they see as one. A {@link
 * org.iikmc.job.legend.Legend} is a value; {@link org.iikmc.job.legend.JsonLegend} is its contract
 * as JSON, with a JSON Schema beside it, {@link org.iikmc.job.legend.CsvLegend} its form for
 * spreadsheets. {@link org.iikmc.job.legend.LegendFormat} reads either. A legend never changes
 * which class a pixel has.
 */
package org.iikmc.job.legend;
