/**
 * Joint clustering as a stage of Spark ML, over a column of raster tiles: the content of GeoTIFFs,
 * or the coverages of Apache Sedona's rasters.
 *
 * <p>All tiles of a data frame are one pool of pixels, in the order of its rows. Fitting goes over
 * them twice, first for what their headers say, then for their pixels, which are kept in the cache
 * of the executors while the classes are found.
 */
package org.iikmc.host.spark.ml;
