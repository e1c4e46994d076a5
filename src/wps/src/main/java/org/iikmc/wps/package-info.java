/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The WPS processes, for whatever server runs them: {@code iikmc:Cluster}, {@code iikmc:Classify}
 * and {@code iikmc:ClassifySeries}. A process checks its inputs, asks the {@link
 * org.iikmc.job.catalog.SceneCatalog} for scenes and calls a job.
 *
 * <p>Servers are careless with literals: GeoServer turns one that it can't parse into the default
 * value, and does not look at ranges. So every literal comes in as text and is checked here.
 */
package org.iikmc.wps;
