/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * The jobs: scenes and a request in, signatures, classified scenes and a report out. The only place
 * where the algorithm and rasters meet. Knows no service.
 *
 * <p>A user's values come in through {@link org.iikmc.job.options.Given} and become a {@link
 * org.iikmc.job.ClusterRequest} or a {@link org.iikmc.job.ClassifyRequest}; what only a host can
 * find (files, layers, documents) comes through its {@link org.iikmc.job.RequestThings}. A {@link
 * org.iikmc.job.ClusteringJob} holds the samples of all scenes in a backend while it iterates; a
 * {@link org.iikmc.job.ClassificationJob} holds nothing. Both give the maps to {@code MapRun},
 * which takes labels from an assignment or block by block, so that there is one way to write a map,
 * to count what is in it, and to tell how far it is. {@link org.iikmc.job.ClassifiedCoverage} is
 * the same map, computed where somebody looks.
 *
 * <p>Below are packages that each hold one thing: {@link org.iikmc.job.options} what can be asked
 * for, {@link org.iikmc.job.compare} maps against what is known of the ground, {@link
 * org.iikmc.job.signatures} and {@link org.iikmc.job.report} the documents, {@link
 * org.iikmc.job.output} how files get into a folder, {@link org.iikmc.job.catalog} where scenes
 * come from and maps are published.
 */
package org.iikmc.job;
