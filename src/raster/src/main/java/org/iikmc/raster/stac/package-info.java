/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * Items of a SpatioTemporal Asset Catalog (STAC 1.0 and 1.1, with the extensions eo, raster and
 * projection): what a document says of scenes, without a look at their files. {@link
 * org.iikmc.raster.read.SceneFinder} makes scenes of them; {@link
 * org.iikmc.raster.product.StacScaling} tells what stored values stand for.
 *
 * <p>A document comes from whoever runs a catalog. What is of another type than it should be counts
 * as absent. All classes are immutable.
 */
package org.iikmc.raster.stac;
