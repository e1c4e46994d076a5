/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Where scenes come from and where maps are published. {@link org.iikmc.job.catalog.SceneCatalog}
 * is the port that processes ask; a GeoServer has its own behind it, the embedded server the
 * folders of {@link org.iikmc.job.catalog.DirectoryCatalog}. Publishing has two steps, because a
 * name that is taken must be told before hours of computing: {@code prepare} checks a {@link
 * org.iikmc.job.catalog.PublicationPlan} and gives a folder for the outputs, {@link
 * org.iikmc.job.catalog.Publication#publish} makes layers of them, all or none. {@link
 * org.iikmc.job.catalog.StoredSeries} is what a folder of outputs says of itself.
 */
package org.iikmc.job.catalog;
