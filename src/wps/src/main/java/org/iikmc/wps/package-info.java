/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The WPS processes, for whatever server runs them: {@code iikmc:Cluster}, {@code iikmc:Classify},
 * {@code iikmc:ClassifySeries}, {@code iikmc:Compare}, {@code iikmc:Legend} and {@code
 * iikmc:SaveLegend}. {@link org.iikmc.wps.IikmcProcessFactory} is what a host adds to GeoTools; it
 * makes the description of the inputs from the catalogue of options, so that a process has no list
 * of arguments of its own. A process takes its checked inputs ({@code ProcessInputs}), asks the
 * {@link org.iikmc.job.catalog.SceneCatalog} for scenes and calls a job. It keeps nothing of a run;
 * {@link org.iikmc.wps.Runs} lets in as many at once as the host allows, and turns whatever goes
 * wrong into one sentence ({@link org.iikmc.wps.ServerWording}).
 *
 * <p>Servers are careless with literals: GeoServer turns one that it can't parse into the default
 * value, and does not look at ranges. So every literal comes in as text and is checked here.
 */
package org.iikmc.wps;
