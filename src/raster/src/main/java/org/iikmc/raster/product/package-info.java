/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What the stored values of a product's bands stand for, by the metadata that lie beside them.
 *
 * <p>The first source that is there decides, alone: a scale in the tags of a file is never applied
 * on top of the product's own, and metadata that are there but broken are told of, not passed over
 * for a worse source. Nothing here fails a scene: what is missing or wrong becomes the reason of a
 * {@link org.iikmc.raster.Scaling} that is not known, and whoever needs reflectances gives it to
 * the user. Files are small, are read when a scene is opened, and are bounded; XML has no document
 * types.
 *
 * <table>
 *   <caption>In the order in which they are looked for</caption>
 *   <tr><th>product</th><th>source</th><th>physical value</th></tr>
 *   <tr><td>Landsat Level 1</td><td>{@code *_MTL.txt}, {@code .json}, {@code .xml}; tags of the
 *       file</td><td>top-of-atmosphere reflectance (MULT · DN + ADD) / sin(SUN_ELEVATION); none of
 *       a thermal band</td></tr>
 *   <tr><td>Landsat Collection 2 Level 2</td><td>the same, groups LEVEL2_SURFACE_…; tags; fixed
 *       factors</td><td>surface reflectance 0.0000275 · DN - 0.2, surface temperature 0.00341802 ·
 *       DN + 149 K</td></tr>
 *   <tr><td>Landsat Collection 1 Level 2</td><td>fixed factor</td><td>surface reflectance 0.0001 ·
 *       DN</td></tr>
 *   <tr><td>Sentinel-2</td><td>{@code MTD_MSIL1C.xml}, {@code MTD_MSIL2A.xml}; STAC item; tags;
 *       baseline in the product's name</td><td>(DN + offset) / quantification, offset -1000 from
 *       baseline 04.00 on: of L1C top-of-atmosphere, of L2A surface reflectance</td></tr>
 * </table>
 *
 * Of any other GeoTIFF the scale and offset in its GDAL metadata hold. All classes are immutable.
 */
package org.iikmc.raster.product;
